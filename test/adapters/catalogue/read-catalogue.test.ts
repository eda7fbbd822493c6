import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
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

  it('reads the sample catalogue: five courses with licence, attribution and enrolment that is called invented', async () => {
    const { courses, problems, ignoredKeys } = await readCatalogue(project('samples/catalogue.json.gz'));
    const withNotes = courses.filter(({ modules }) =>
      modules.some(({ lectures }) => lectures.some(({ notes }) => notes)),
    );

    expect([problems, ignoredKeys]).toEqual([[], []]);
    expect(courses).toHaveLength(5);
    expect(withNotes.map(({ title }) => title)).toEqual([
      'Westminster Larger Catechism',
      'Introduction to Philosophy',
      'Introduction to Python Programming',
    ]);
    expect(courses.filter(({ modules }) => modules.length === 0).map(({ language }) => language)).toEqual(['es']);
    expect(courses.every(({ licence, attribution }) => licence !== null && attribution !== null)).toBe(true);
    expect(courses.every(({ enrolment, enrolmentIsInvented }) => Number(enrolment) > 0 && enrolmentIsInvented)).toBe(
      true,
    );
  });

  it.each([
    ['is not there', 'missing.json', null, /missing\.json cannot be read: there is no such file/],
    ['is a folder', '.', null, /not a catalogue/],
    ['has another name', 'catalogue.xlsx', 'x', /expected a file named \.json, \.json\.gz or \.csv/],
    ['is not JSON', 'broken.json', '[\n{"title": "A"}\n{"title": "B"}]', /broken\.json is not JSON: .*line 3/],
    ['is cut off', 'cut.json.gz', gzipSync('[{"title": "A"}]').subarray(0, 20), /cannot be unpacked.*complete/],
    ['is not UTF-8', 'latin.csv', Buffer.from('title\nCaf\u00e9', 'latin1'), /not written in UTF-8/],
    ['is UTF-16 without a mark', 'unmarked.json', Buffer.from('[{"title": "A"}]', 'utf16le'), /not written in UTF-8/],
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
