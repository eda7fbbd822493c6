/** What the standard and the registry say decides what is written and printed: no code beside them knows parts or steps. */
import { z } from 'zod';
import { createPrisma, type LibraryPrisma } from '../../adapters/postgres/client.ts';
import { definePart } from '../../domain/chapter/parts/definition.ts';
import { CHAPTER_PARTS } from '../../domain/chapter/parts/registry.ts';
import { epubFiles } from '../../domain/render/epub/epub.ts';
import { manuscriptToHtml } from '../../domain/render/html/html.ts';
import { manuscriptToTypst } from '../../domain/render/typst/typst.ts';
import type { Manuscript } from '../../domain/manuscript/manuscript.ts';
import { aStandard } from '../fixtures/builders.ts';
import { writeRehearsedBook } from '../fixtures/rehearsed-book.ts';
import { createTestDatabase, type TestDatabase } from '../services.ts';

let database: TestDatabase;
let prisma: LibraryPrisma;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url, { poolSize: 4 });
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

const FONTS = { text: ['Gentium Book Plus'], code: ['Source Code Pro'], fallback: 'none' as const };
const MODULES = ['Flour', 'Water', 'Yeast', 'Salt', 'Ovens', 'Crust', 'Grain', 'Milling', 'Shaping', 'Storage'];
const LECTURES = ['weighing', 'mixing', 'waiting', 'baking'];

/** Notes in which no two sentences are the same. */
const notes = (topic: string, lecture: string, words: number): string => {
  const sentence = (index: number): string =>
    `When ${topic.toLowerCase()} is the matter of ${lecture}, baker ${index + 1} writes ${index * 7 + topic.length} grams beside the hour and compares it with loaf ${index + 3} of the evening before.`;
  const sentences = Array.from({ length: Math.ceil(words / 25) }, (_, index) => sentence(index));
  const paragraphs = Array.from({ length: Math.ceil(sentences.length / 4) }, (_, at) =>
    sentences.slice(at * 4, at * 4 + 4).join(' '),
  );
  return paragraphs.join('\n\n');
};

async function aCourseOf({ modules, words }: { modules: number; words: number }): Promise<string> {
  const { id } = await prisma.course.create({
    data: { title: 'Baking bread', subject: 'Crafts', level: 'beginner', language: 'en' },
  });
  for (const [position, topic] of MODULES.slice(0, modules).entries()) {
    const { id: moduleId } = await prisma.courseModule.create({
      data: { courseId: id, position: position + 1, title: `${topic} in the bakery` },
    });
    await prisma.lecture.createMany({
      data: LECTURES.map((lecture, index) => ({
        moduleId,
        position: index + 1,
        title: `${topic}: ${lecture}`,
        notes: notes(topic, lecture, words),
        objectives: [`Explain what ${lecture} does to ${topic.toLowerCase()}.`],
      })),
    });
  }
  return id;
}

/** The book as each export prints it. */
const printed = (manuscript: Manuscript): Record<string, string> => ({
  html: manuscriptToHtml(manuscript),
  epub: [...epubFiles(manuscript).values()].join('\n'),
  pdf: manuscriptToTypst(manuscript, { fonts: FONTS, template: '' }),
});

describe('the plain standard', () => {
  it('makes a sound book of a lesson in its own four steps', async () => {
    const standard = aStandard('plain');
    const courseId = await aCourseOf({ modules: 8, words: 650 });

    const { bookId, verdict, reason, manuscript } = await writeRehearsedBook(prisma, courseId, {
      standard,
      parts: CHAPTER_PARTS,
    });

    expect({ verdict, reason }).toEqual({ verdict: 'accept', reason: null });
    expect(await prisma.book.findUnique({ where: { id: bookId } })).toMatchObject({ status: 'published' });
    expect(manuscript?.chapters).toHaveLength(8);
    expect(manuscript?.chapters[0]?.sections.map(({ id }) => id)).toEqual([
      'chapter-1-objectives',
      'chapter-1-step-opening-question',
      ...[1, 2, 3, 4].map((number) => `chapter-1-section-${number}`),
      ...['worked-example', 'your-turn', 'looking-back'].map((id) => `chapter-1-step-${id}`),
      'chapter-1-summary',
      ...['exercises', 'discussion', 'solutions'].map((kind) => `chapter-1-${kind}`),
    ]);
  });
});

describe('a part that nobody knows but its own definition', () => {
  const MottoSchema = z.strictObject({ motto: z.string() });
  const mottoPart = definePart({
    name: 'motto',
    per: 'chapter',
    wave: 'closing',
    strands: ['tone'],
    shape: { schema: MottoSchema, upgrades: [] },
    size: () => ({ input: 100, output: 10 }),
    task: ({ plan }) => ({
      instructions: [`Write a motto for chapter ${plan.number}.`],
      material: [],
      limits: { words: { min: 1, max: 12 } },
      maxWords: 12,
    }),
    texts: ({ motto }) => [{ name: 'motto', kind: 'motto', form: 'phrase', place: 'summary', markdown: motto }],
    rules: ({ motto }) => (motto.trim() === '' ? [{ rule: 'motto', detail: 'The motto is empty.' }] : []),
    print: (parts, { read }) =>
      parts.map(({ content }) => ({
        place: 'summary',
        key: 'motto',
        kind: 'motto',
        title: 'Motto of the chapter',
        number: null,
        blocks: [{ type: 'prose', content: read(content.motto) }],
      })),
  });
  const parts = [...CHAPTER_PARTS, mottoPart];

  it('is planned, written, checked, stored and printed in every format', async () => {
    const courseId = await aCourseOf({ modules: 10, words: 120 });

    const { bookId, verdict, reason, waves, manuscript } = await writeRehearsedBook(prisma, courseId, {
      standard: aStandard('scroll-rehearsal'),
      parts,
    });

    expect(waves[0]?.at(-1)).toEqual(['motto']);
    expect({ verdict, reason }).toEqual({ verdict: 'accept', reason: null });
    const rows = await prisma.part.findMany({ where: { bookId, part: 'motto' } });
    expect(rows).toHaveLength(10);
    expect(rows[0]?.content).toMatchObject({ schemaVersion: 1, motto: expect.any(String) as string });
    if (!manuscript) throw new Error('The book was not put together.');
    const times = Object.entries(printed(manuscript)).map(([format, text]): [string, number] => [
      format,
      text.match(/Motto of the chapter/g)?.length ?? 0,
    ]);
    // In each chapter; a PDF and an EPUB name it in their contents too.
    expect(Object.fromEntries(times)).toEqual({ pdf: 20, epub: 20, html: 10 });
  });
});
