/**
 * `npm run bench:exports [-- --words N,N --catalogue FILE --shapes]`: processor time and memory of every export: of books
 * of many lengths, of one shape at a time, of a catalogue's courses with their notes as text.
 *
 * Targets: 60 CPU s and 2,048 MB for 400,000 words in every format; twice as much of a shape takes at most 2.6 times as
 * much of both, what an empty book takes apart.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { EXPORTS } from '../adapters/exports/registry.ts';
import { readCatalogue } from '../adapters/catalogue/read-catalogue.ts';
import { createStandardStore } from '../adapters/standards.ts';
import { manuscriptWords } from '../domain/manuscript/assemble.ts';
import type { Manuscript } from '../domain/manuscript/manuscript.ts';
import { courseBook, plainBook } from './exports/course-book.ts';
import { measureExport, type Measured } from './exports/measure.ts';
import { SHAPES, syntheticCourse } from './exports/synthetic-course.ts';

const { values } = parseArgs({
  options: {
    words: { type: 'string', default: '50000,100000,200000,400000' },
    catalogue: { type: 'string', multiple: true, default: [] },
    shapes: { type: 'boolean', default: false },
  },
});
const MOST_CPU_S = 60;
const MOST_MB = 2_048;
const MOST_RATIO = 2.6;

const standard = await createStandardStore(fileURLToPath(new URL('../standards/', import.meta.url))).load('scroll');
let missed = 0;

if (values.shapes) await measureShapes();
else if (values.catalogue.length > 0) for (const file of values.catalogue) await measureCatalogue(file);
else
  for (const words of values.words.split(',').map(Number)) {
    await measureBook(`${words} synthetic words`, await courseBook(syntheticCourse(words), standard));
  }
console.log(missed === 0 ? 'Every target is met.' : `${missed} targets are missed.`);
process.exitCode = missed === 0 ? 0 : 1;

async function measureCatalogue(file: string): Promise<void> {
  for (const course of (await readCatalogue(file)).courses) {
    if (course.modules.every(({ lectures }) => lectures.every(({ notes }) => notes === null))) continue;
    await measureBook(course.title, await courseBook(course, standard));
  }
}

async function measureBook(name: string, book: Manuscript): Promise<void> {
  console.log(`${name}: ${manuscriptWords(book)} words, ${book.chapters.length} chapters`);
  for (const { kind, variantsOf } of EXPORTS) {
    for (const { variant } of variantsOf(book)) {
      const measured = await measureExport(book, { kind, variant });
      const isMet = measured.failure === null && measured.cpuSeconds <= MOST_CPU_S && measured.peakMb <= MOST_MB;
      printLine(`${kind} ${variant}`, measured, isMet);
    }
  }
}

async function measureShapes(): Promise<void> {
  const empty = plainBook(SHAPES['words in one paragraph'].make(1), standard);
  for (const { kind } of EXPORTS) {
    const base = await measureExport(empty, { kind, variant: 'student' });
    printLine(`${kind} of an empty book`, base, base.failure === null);
    for (const [name, { size, make }] of Object.entries(SHAPES)) {
      const once = await measureExport(plainBook(make(size), standard), { kind, variant: 'student' });
      const twice = await measureExport(plainBook(make(2 * size), standard), { kind, variant: 'student' });
      // What is small beside an empty book is noise.
      const ratio = (of: 'cpuSeconds' | 'peakMb', least: number): number =>
        Math.max(twice[of] - base[of], least) / Math.max(once[of] - base[of], least);
      const [cpu, memory] = [ratio('cpuSeconds', 1), ratio('peakMb', 30)];
      const isMet = once.failure === null && twice.failure === null && cpu <= MOST_RATIO && memory <= MOST_RATIO;
      printLine(`${kind} ${size} ${name}`, once, once.failure === null);
      printLine(`${kind} ${2 * size}: ${cpu.toFixed(2)} times, ${memory.toFixed(2)} in memory`, twice, isMet);
    }
  }
}

function printLine(name: string, { cpuSeconds, peakMb, megabytes, pages, failure }: Measured, isMet: boolean): void {
  if (!isMet) missed += 1;
  const figures =
    failure ??
    `${cpuSeconds.toFixed(1).padStart(6)} CPU s ${String(peakMb).padStart(6)} MB  file ${megabytes.toFixed(1)} MB${pages === null ? '' : `, ${pages} pages`}`;
  console.log(`  ${name.padEnd(60)} ${figures}${isMet ? '' : '  MISSED'}`);
}
