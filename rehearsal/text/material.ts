/**
 * What a request carries: the material blocks of its user message, read as data and nothing else.
 *
 * A block is `«material NAME MARK»`, JSON, `«end MARK»`. Its JSON holds no raw line break inside a string, so no text of
 * a course can open or close a block.
 */
import { z } from 'zod';

const Text = z
  .string()
  .nullish()
  .transform((text) => text ?? '');
const Count = z.number().nullish();
const Texts = z
  .array(z.string())
  .nullish()
  .transform((texts) => texts ?? []);
const Range = z.object({ min: z.number().optional(), max: z.number().optional() });

const KeyTermsSchema = z.array(z.object({ term: z.string(), definition: z.string() })).default([]);
const LectureSchema = z.object({
  title: Text,
  summary: Text,
  notes: Text,
  objectives: Texts,
  keyTerms: KeyTermsSchema,
});
const ReadingSchema = z.object({ reference: z.string(), theme: Text });
const WrittenSectionSchema = z.object({ number: Count, title: Text, text: Text });
const RubricItemSchema = z.object({ id: z.string(), question: Text });

const ModuleSchema = z.object({
  title: Text,
  summary: Text,
  lectures: z.array(z.object({ title: Text, summary: Text })).default([]),
});

const MaterialSchema = z.object({
  course: z
    .object({ title: Text, description: Text, subject: Text, level: Text, language: Text })
    .prefault({ title: '' }),
  chapter: z
    .object({
      number: Count,
      title: Text,
      of: Count,
      part: z.object({ index: z.number(), count: z.number() }).nullish().catch(null),
    })
    .prefault({ title: '' }),
  section: z.object({ number: Count, title: Text, brief: Text }).prefault({ title: '' }),
  lectures: z.array(LectureSchema).default([]),
  /** Of a course that has too few for a book: an outline must name them all. */
  modules: z.array(ModuleSchema).default([]),
  sections: z.array(WrittenSectionSchema).default([]),
  steps: z.array(z.object({ id: z.string() })).default([]),
  readings: z.array(ReadingSchema).default([]),
  limits: z.record(z.string(), Range).default({}),
  rubric: z.array(RubricItemSchema).default([]),
  text: z.object({ text: Text }).prefault({ text: '' }),
  findings: Texts,
});
export type Material = z.infer<typeof MaterialSchema>;
export type Lecture = Material['lectures'][number];
export type WrittenSection = Material['sections'][number];

/** Thrown for a block that is no JSON or not of the agreed shape: the caller's mistake, answered with 400. */
export class MaterialUnreadable extends Error {
  override readonly name = 'MaterialUnreadable';
}

/** Reads every block of `message`; of two with one name the first counts. */
export function readMaterial(message: string): Material {
  const found: Record<string, unknown> = {};
  for (const [, name = '', , json = ''] of message.matchAll(BLOCK)) {
    if (!(name in found)) found[name] = parseJson(name, json);
  }
  const parsed = MaterialSchema.safeParse(found);
  if (!parsed.success) throw new MaterialUnreadable(z.prettifyError(parsed.error));
  return parsed.data;
}

/** The message without its material: the task in prose. */
export const withoutMaterial = (message: string): string => message.replace(BLOCK, '').trim();

const BLOCK = /^«material (\S+) ([0-9a-f]+)»\n([\s\S]*?)\n«end \2»$/gmu;

function parseJson(name: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new MaterialUnreadable(`The material block ${name} is not JSON.`, { cause });
  }
}
