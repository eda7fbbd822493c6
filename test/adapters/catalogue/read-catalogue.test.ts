import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { readCatalogue, requireCatalogueFile } from '../../../adapters/catalogue/read-catalogue.ts';
import { LibraryError } from '../../../domain/failure.ts';

const project = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'a catalogue '));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const aFile = async (name: string, content: string | Uint8Array): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};

const utf32 = (text: string): Buffer =>
  Buffer.concat(
    [...text].map((sign) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32LE(sign.codePointAt(0) ?? 0);
      return bytes;
    }),
  );
const zipped = (name: string, content = 'x'): Uint8Array => zipSync({ [name]: [strToU8(content), { level: 0 }] });

const COURSES = [{ code: 'A-1', title: 'Ethics 🇧🇷 &amp; עברית' }];
const TABLE = 'code,title,description\nA-1,"Ethics, ""applied""","two\nlines"\n\nB-2,Logic,\n';

describe('readCatalogue', () => {
  it.each([
    ['catalogue.json', JSON.stringify(COURSES)],
    ['with a mark.json', `\ufeff${JSON.stringify(COURSES)}`],
    ['catalogue.json.gz', gzipSync(JSON.stringify(COURSES))],
    ['not packed.json.gz', JSON.stringify(COURSES)],
    ['packed.json', gzipSync(JSON.stringify({ courses: COURSES }))],
    ['utf-16, small end first.json', Buffer.from(`\ufeff${JSON.stringify(COURSES)}`, 'utf16le')],
    ['utf-16, big end first.json', Buffer.from(`\ufeff${JSON.stringify(COURSES)}`, 'utf16le').swap16()],
  ])('reads %s', async (name, content) => {
    const { courses, problems } = await readCatalogue(await aFile(name, content));

    expect(problems).toEqual([]);
    expect(courses.map(({ code, title }) => ({ code, title }))).toEqual(COURSES);
  });

  it.each([
    ['commas.csv', TABLE],
    ['semicolons.csv', TABLE.replaceAll(',', ';').replace('Ethics; ', '"Ethics, '.slice(1))],
    ['tabs.tsv', TABLE.replaceAll(',', '\t').replace('Ethics\t ', 'Ethics, ')],
    ['carriage returns.csv', TABLE.replaceAll('\n', '\r\n').replace('two\r\n', 'two\n')],
    ['with a mark.csv', `\ufeff${TABLE}`],
    ['utf-16.csv', Buffer.from(`\ufeff${TABLE}`, 'utf16le')],
    ['utf-16 without a mark.csv', Buffer.from(TABLE, 'utf16le')],
    ['utf-16 without a mark, big end first.csv', Buffer.from(TABLE, 'utf16le').swap16()],
    [
      'named as a table.csv',
      JSON.stringify([
        { code: 'A-1', title: 'Ethics, "applied"', description: 'two\nlines' },
        { code: 'B-2', title: 'Logic' },
      ]),
    ],
    ['packed.csv.gz', gzipSync(TABLE)],
    ['delimiter said above.csv', `\ufeffsep=,\r\n${TABLE}`],
    ['bars said above.csv', `"sep=|"\n${TABLE.replaceAll(',', '|').replace('Ethics| ', 'Ethics, ')}`],
  ])('reads the table %s', async (name, content) => {
    const { courses, problems } = await readCatalogue(await aFile(name, content));

    expect(problems).toEqual([]);
    expect(courses).toMatchObject([
      { code: 'A-1', title: 'Ethics, "applied"', description: 'two\nlines' },
      { code: 'B-2', title: 'Logic', description: null },
    ]);
  });

  it('says how it read a file without a mark of its encoding', async () => {
    const courses = [{ title: '哲学入门', description: '西方思想史的第一课。'.repeat(40) }];
    const path = await aFile('unmarked.json', Buffer.from(JSON.stringify(courses), 'utf16le'));

    expect(await readCatalogue(path)).toMatchObject({
      courses,
      problems: [],
      remarks: ['The file has no mark of its encoding and was read as UTF-16LE.'],
    });
  });

  it('counts lines as an editor does, over blank lines and cells of several lines', async () => {
    const path = await aFile(
      'lines.csv',
      'title,description\n\nEthics,"two\nlines"\n\n\n ,no title\nLogic,\n,none again',
    );

    expect((await readCatalogue(path)).problems.map(({ record, field }) => `${record} ${field}`)).toEqual([
      'line 7 title',
      'line 9 title',
    ]);
  });

  it('counts the line that says the delimiter', async () => {
    const path = await aFile('said.csv', 'sep=;\r\ncode;title\r\nA-1;Ethics\r\nB-2;\r\n');

    expect((await readCatalogue(path)).problems).toMatchObject([{ record: 'line 4 (B-2)', field: 'title' }]);
  });

  it('reads the example table of the samples', async () => {
    const { courses, problems, ignoredKeys } = await readCatalogue(project('samples/example.csv'));

    expect([problems, ignoredKeys]).toEqual([[], []]);
    expect(courses.map(({ code, modules }) => [code, modules.map(({ lectures }) => lectures.length)])).toEqual([
      ['TH-101', [2, 2]],
      ['HI-204', []],
    ]);
    expect(courses[0]?.modules[0]?.lectures[0]).toMatchObject({
      objectives: ['Say what a psalm is', 'Find the pairs in a verse'],
      references: ['Ps.1.1', 'Ps.150.6'],
    });
  });

  it('reads the sample that has nothing but a title', async () => {
    const { courses, problems } = await readCatalogue(project('samples/title-only.json'));
    expect(problems).toEqual([]);
    expect(courses).toMatchObject([{ title: 'History of Bridges', modules: [] }]);
  });

  it.each([
    ['is not there', 'missing.json', null, /missing\.json cannot be read: there is no such file/],
    ['is a folder', '.', null, /not a catalogue/],
    ['has another name', 'catalogue.xlsx', 'x', /expected a file named \.json, \.json\.gz or \.csv/],
    ['is not JSON', 'broken.json', '[\n{"title": "A"}\n{"title": "B"}]', /broken\.json is not JSON: .*line 3/],
    ['is cut off', 'cut.json.gz', gzipSync('[{"title": "A"}]').subarray(0, 20), /cannot be unpacked.*complete/],
    ['is not UTF-8', 'latin.csv', Buffer.from('title\nCaf\u00e9', 'latin1'), /not written in UTF-8/],
    ['is UTF-32', 'wide.csv', utf32('\ufefftitle\nArt'), /UTF-32/],
    ['is UTF-32 without a mark', 'unmarked wide.csv', utf32('title\nArt'), /UTF-32/],
    ['is half of UTF-16', 'half.csv', Buffer.from('\ufefftitle\nArt', 'utf16le').subarray(0, -1), /not sound UTF-16LE/],
    [
      'is Windows-1252',
      'windows.csv',
      Buffer.from('title\nLogic\nCaf\u00e9', 'latin1'),
      /line 3, read as Windows-1252: "Café".*iconv/,
    ],
    [
      'is a spreadsheet named as a table',
      'sheet.csv',
      zipped('xl/workbook.xml'),
      /it is a spreadsheet of Excel \(\.xlsx\)\. .*CSV UTF-8/,
    ],
    ['is a spreadsheet under its name', 'real.xlsx', zipped('xl/workbook.xml'), /it is a spreadsheet of Excel/],
    [
      'is an open spreadsheet',
      'open.csv',
      zipped('mimetype', 'application/vnd.oasis.opendocument.spreadsheet'),
      /spreadsheet \(\.ods\)/,
    ],
    ['is a document of Word', 'words.json', zipped('word/document.xml'), /document of Word/],
    ['is a packed folder', 'folder.csv', zipped('courses.csv'), /packed folder \(\.zip\)/],
    [
      'is an old spreadsheet',
      'old.csv',
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      /spreadsheet or document of old Office/,
    ],
    ['is a PDF', 'paper.json', '%PDF-1.7\n', /it is a PDF/],
    ['is a web page', 'export.csv', '\ufeff<!DOCTYPE html>\n<html><title>Log in</title></html>', /it is a web page/],
    ['is a web page in UTF-16', 'export 16.csv', Buffer.from('\ufeff<html><body>', 'utf16le'), /it is a web page/],
    [
      'is a sheet in XML',
      'sheet.xml',
      '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>',
      /spreadsheet in XML/,
    ],
    ['is packed twice', 'twice.json.gz', gzipSync(gzipSync('[]')), /gzip, twice/],
    ['is a table named as JSON', 'table.json', TABLE, /looks like a table: name it \.csv/],
    ['has a quote that never ends', 'quote.csv', 'title\n"Ethics\n', /quote\.csv cannot be read.*line/],
    ['is empty', 'empty.json', ' \n', /empty\.json is empty/],
  ])('says what to do when the file %s', async (_how, name, content, message) => {
    const path = content === null ? join(folder, name) : await aFile(name, content);
    const error: unknown = await readCatalogue(path).catch((e: unknown) => e);

    expect(error).toBeInstanceOf(LibraryError);
    expect(error).toMatchObject({ code: 'InputInvalid', message: expect.stringMatching(message) as string });
  });
});

describe('requireCatalogueFile', () => {
  it('is content with a file that could be read, whatever stands in it', async () => {
    await expect(requireCatalogueFile(await aFile('any.json', 'x'))).resolves.toBeUndefined();
  });

  it.each([
    ['missing.json', /missing\.json cannot be read: there is no such file/],
    ['frob', /expected a file named/],
  ])('refuses %s', async (name, message) => {
    await expect(requireCatalogueFile(join(folder, name))).rejects.toThrow(message);
  });
});
