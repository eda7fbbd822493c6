import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createExporter } from '../../../../adapters/exports/exporter.ts';
import { createFileStorage, type FileStorage } from '../../../../adapters/storage/file-storage.ts';
import type { Manuscript } from '../../../../domain/manuscript/manuscript.ts';
import { runHere } from '../../../fakes/run-here.ts';
import { aManuscript, aManuscriptChapter, aSection } from '../../../fixtures/manuscripts/a-manuscript.ts';
import { aStored } from '../../../fixtures/manuscripts/a-stored.ts';
import { prose } from '../../../fixtures/manuscripts/prose.ts';

const onPath = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
const itReads = onPath('pdftotext') ? it : it.skip;
const reason = onPath('pdftotext') ? '' : ' (skipped: pdftotext is not on PATH)';

describe('the PDF', () => {
  let storageDir: string;
  let storage: FileStorage;
  let path: string;
  let text: string;

  beforeAll(async () => {
    storageDir = await mkdtemp(join(tmpdir(), 'exports-'));
    storage = createFileStorage(storageDir);
    path = await pdfOf(aManuscript());
    text = onPath('pdftotext') ? execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' }) : '';
  });
  afterAll(() => rm(storageDir, { recursive: true, force: true }));

  const pdfOf = async (manuscript: Manuscript, memoryMb = 2_048): Promise<string> => {
    const exporter = createExporter({ storage, runApart: runHere, timeoutMs: 60_000, memoryMb });
    const { signal } = new AbortController();
    const stored = await exporter.exportManuscript({
      manuscript: aStored(manuscript),
      kind: 'pdf',
      variant: 'student',
      signal,
    });
    return storage.locate(stored.path);
  };

  it('says in its metadata that it is PDF/UA-1, and what book it is', async () => {
    const pdf = await readFile(path, 'latin1');

    expect(pdf).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(pdf).toContain('/MarkInfo');
    expect(pdf).toContain('Rehearsal edition');
    expect(pdf).toContain('2025-03-04T05:06:07');
  });

  itReads(`prints the words in order, in every script${reason}`, () => {
    const words = text.replace(/\s+/g, ' ');
    expect(words).toMatch(/Foundations of Reading: Method & Meaning.*Contents.*Preface.*Chapter 1 Chapter of sorts 1/);
    expect(words).toMatch(/Greek ἐν ἀρχῇ ἦν ὁ λόγος/);
    expect(words).toContain('初めに神は天と地を創造した');
    expect(words).toContain('Вначале сотворил Бог');
  });

  itReads(`prints hostile text as it stands and runs none of it${reason}`, () => {
    const words = text.replace(/[\s\u200b]+/g, ' ');
    for (const hostile of [
      '#panic("markup") $ panic $ *bold* _under_ <label> @reference `raw` ~ // comment / * block */ \\u{41} \\#',
      '= heading at the start',
      '+ plus list',
      '#import "@preview/cetz:0.3.1": *',
      '#eval("1+1") #read("/etc/passwd") #{ panic() } ][ } {',
    ]) {
      expect(words.replaceAll(' ', '')).toContain(hostile.replaceAll(' ', ''));
    }
  });

  itReads(`prints a formula that the guard refuses as its source${reason}`, () => {
    const words = text.replace(/\s+/g, ' ');
    expect(words).toContain('\\hspace{panic(1)}');
    expect(words).toContain('\\operatorname{x"); #panic("formula")} + \\foo');
    expect(words).toContain('\\left( x');
  });

  itReads(`marks a rehearsal edition on every page${reason}`, () => {
    const pages = text.split('\f').filter((page) => page.trim() !== '');
    expect(pages.filter((page) => !page.includes('Rehearsal edition'))).toEqual([]);
  });

  it('takes no more memory for the heads of the pages, however many sections there are', async () => {
    const sections = (chapter: number) =>
      Array.from({ length: 100 }, (_, at) =>
        aSection(`chapter-${chapter}-section-${at + 1}`, 'section', `A section of sorts ${chapter}.${at + 1}`, {
          number: `${chapter}.${at + 1}`,
          blocks: [{ type: 'prose', content: prose('A careful reader notices what the text says. '.repeat(8)) }],
        }),
      );
    const chapters = Array.from({ length: 20 }, (_, at) => aManuscriptChapter(at + 1, { sections: sections(at + 1) }));
    const bookId = '77777777-7777-4777-8777-777777777777';

    await expect(pdfOf(aManuscript({ bookId, chapters }), 900)).resolves.toMatch(/\.pdf$/);
  });

  itReads(`typesets a right-to-left book${reason}`, async () => {
    const path = await pdfOf(
      aManuscript({
        bookId: '66666666-6666-4666-8666-666666666666',
        language: 'he',
        direction: 'rtl',
        title: 'יסודות הקריאה',
        chapters: [aManuscriptChapter(5)],
      }),
    );
    const hebrew = execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' });

    expect(hebrew).toContain('יסודות הקריאה');
  });
});
