/** What the rules of more than one part share: their context, and the checks that any text of a chapter passes. */
import type { Course } from '../../course/course.ts';
import { courseGround, foldWords, type CourseGround } from '../../course/ground.ts';
import { checkBookLanguage, type BookLanguage } from '../../course/book-language.ts';
import type { Outline, OutlineChapter } from '../../outline/outline.ts';
import { titleWithPart } from '../../outline/titles.ts';
import type { Standard } from '../../standard/standard.ts';
import { checkCitations } from './citations.ts';
import type { Field } from './field.ts';
import { checkWording, type WordingProblem } from './wording.ts';

export interface RuleContext {
  course: Course;
  ground: CourseGround;
  standard: Standard;
  language: string;
  /** As `BookLanguage` has it. */
  copies: BookLanguage['copies'];
  plan: OutlineChapter;
}

interface Rules {
  course: Course;
  outline: Outline;
  standard: Standard;
  language: BookLanguage;
  plan: OutlineChapter;
}

export const ruleContext = ({ course, outline, standard, language, plan }: Rules): RuleContext => ({
  course,
  ground: bookGround(course, outline, standard),
  standard,
  language: language.language,
  copies: language.copies,
  plan,
});

/** What a text of the book may quote: the course, the book's own titles, and the themes that the standard offers. */
export function bookGround(course: Course, { chapters }: Outline, { scripture }: Standard): CourseGround {
  let made: CourseGround | undefined;
  // A part without a suspicious word never asks.
  const ground = (): CourseGround =>
    (made ??= courseGround(course, [
      ...chapters.map(({ title, part }) => titleWithPart(title, part)),
      ...chapters.flatMap(({ sections }) => sections.map(({ title, slice }) => titleWithPart(title, slice))),
      ...scripture.readings.map(({ theme }) => theme),
    ]));
  return { holds: (text) => ground().holds(text), count: (text, limit) => ground().count(text, limit) };
}

export const checkFields = (fields: Field[], context: RuleContext): WordingProblem[] => [
  ...fields.flatMap((field) => [
    ...checkWording(field, context.standard, context.ground),
    ...checkCitations(field, context),
  ]),
  ...languageProblems(fields, context),
];

/** The part as a whole and each longer text of it: one step in another language is found too. */
function languageProblems(fields: Field[], { language, copies, course }: RuleContext): WordingProblem[] {
  const proses = fields.map(({ name, blocks }) => ({ name, text: blocks.map(({ prose }) => prose).join('\n') }));
  const texts = [...proses, { name: 'the part', text: proses.map(({ text }) => text).join('\n') }];
  const wrong = texts.flatMap(({ name, text }) => {
    const { status, detected } = checkBookLanguage(text, { language, copies, course });
    return status === 'wrong'
      ? [problem('language', `${name} is in ${detected ?? 'another language or in none'}, expected ${language}.`)]
      : [];
  });
  return wrong.slice(0, 1);
}

/** Nothing at all, or dots and dashes in place of it; a sign such as `+` may be an answer. */
export const isBlank = (text: string): boolean => !/[\p{L}\p{N}\p{S}`*/&%#@\\]/u.test(text);

/** How many of the texts say something. */
export const countNonBlank = (texts: string[]): number => texts.filter((text) => foldWords(text) !== '').length;

export const duplicates = (rule: string, texts: string[]): WordingProblem[] => {
  const keys = texts.map(foldWords);
  return texts.flatMap((text, index) =>
    keys.indexOf(keys[index] ?? '') < index ? [problem(rule, `“${text.slice(0, 80)}” stands twice.`)] : [],
  );
};

export const outOfRange = (
  rule: string,
  name: string,
  found: number,
  { min, max }: { min: number; max: number },
  unit: string,
): WordingProblem[] =>
  found < min || found > max ? [problem(rule, `${found} ${unit} in ${name}, expected ${min} to ${max}.`)] : [];

export const problem = (rule: string, detail: string): WordingProblem => ({ rule, detail });
