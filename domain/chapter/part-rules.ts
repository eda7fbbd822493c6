/** Rules for one part of a chapter, on a draft before it is kept and on the chapter when it is checked. */
import { lecturesById } from '../outline/briefing.ts';
import type { Course } from '../course/course.ts';
import { courseGround, foldWords, type CourseGround } from '../course/ground.ts';
import { checkBookLanguage, type BookLanguage } from '../course/book-language.ts';
import { countWords } from '../language/words.ts';
import type { Outline, OutlineChapter } from '../outline/outline.ts';
import { sectionNotes } from '../outline/slices.ts';
import { printedTitle } from '../outline/titles.ts';
import type { Finding } from '../finding.ts';
import type { Standard } from '../standard/standard.ts';
import { plainText } from './assemble.ts';
import type { FrameDraft, PartName, SectionDraft, StudyDraft } from './chapter.ts';
import { checkCitations, checkReadings } from './citations.ts';
import { frameFields, sectionFields, studyFields, type Field } from './fields.ts';
import { sectionWords } from './limits.ts';
import { standsIn } from './standing-terms.ts';
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

/** What a text of the book may quote: the course, the book's own titles, and the themes that the standard offers. */
export function bookGround(course: Course, { chapters }: Outline, { scripture }: Standard): CourseGround {
  let made: CourseGround | undefined;
  // A part without a suspicious word never asks.
  const ground = (): CourseGround =>
    (made ??= courseGround(course, [
      ...chapters.map(({ title, part }) => printedTitle(title, part)),
      ...chapters.flatMap(({ sections }) => sections.map(({ title, slice }) => printedTitle(title, slice))),
      ...scripture.readings.map(({ theme }) => theme),
    ]));
  return { holds: (text) => ground().holds(text), count: (text, limit) => ground().count(text, limit) };
}

export function checkSection(number: number, draft: SectionDraft, context: RuleContext): Finding[] {
  const { standard, language, plan } = context;
  const body = plainText(draft.body);
  const words = countWords(body, language);
  const { min, max } = sectionWords(standard, plan, notesWords(number, context));
  return asFindings(`section:${number}`, plan, [
    ...outside('section-words', `section ${number}`, words, { min, max }, 'words'),
    ...draft.keyTerms.flatMap(({ term, definition }) => [
      ...(standsIn(body, term, language)
        ? []
        : [problem('key-term', `The key term “${term}” does not stand in section ${number}.`)]),
      ...(saysNothing(definition) || foldWords(definition) === foldWords(term)
        ? [problem('key-term', `The key term “${term}” has no definition.`)]
        : []),
    ]),
    ...checkFields(sectionFields(number, draft), context),
  ]);
}

/** Words of the notes that a section rests on, in its slice: as a reader sees them, without the words of long addresses. */
export const notesWords = (number: number, { course, plan, language }: RuleContext): number => {
  const section = plan.sections.find((one) => one.number === number);
  const notes = section
    ? lecturesById(course, section.lectureIds).map((lecture) => sectionNotes(lecture, section.slice) ?? '')
    : [];
  return countWords(plainText(notes.join('\n\n')), language);
};

export function checkFrame(draft: FrameDraft, context: RuleContext): Finding[] {
  const { standard, language, plan } = context;
  const { lengths, counts } = standard;
  return asFindings('frame', plan, [
    ...standard.steps.flatMap(({ id, title }) => {
      const words = countWords(plainText(draft[id]), language);
      if (words === 0) return [problem('missing-step', `The step ${title} (${id}) is missing.`)];
      return outside('step-words', `the step ${title} (${id})`, words, lengths.stepWords, 'words');
    }),
    ...outside(
      'summary-words',
      'the summary',
      countWords(plainText(draft.summary), language),
      lengths.summaryWords,
      'words',
    ),
    ...outside('objectives', 'the chapter', filled(draft.objectives), counts.objectives, 'objectives'),
    ...twice('objectives', draft.objectives),
    ...checkFields(frameFields(draft), context),
  ]);
}

export function checkStudy(draft: StudyDraft, context: RuleContext): Finding[] {
  const { counts } = context.standard;
  const { exercises, discussionQuestions, scripture } = draft;
  return asFindings('study', context.plan, [
    ...outside(
      'exercises',
      'the chapter',
      filled(exercises.map(({ question }) => question)),
      counts.exercises,
      'exercises',
    ),
    ...exercises.flatMap(({ question, solution }, index) => {
      if (saysNothing(solution)) return [problem('solution', `Exercise ${index + 1} has no solution.`)];
      return foldWords(solution) === foldWords(question) && foldWords(solution) !== ''
        ? [problem('solution', `The solution of exercise ${index + 1} is its question.`)]
        : [];
    }),
    ...twice(
      'exercises',
      exercises.map(({ question }) => question),
    ),
    ...outside(
      'discussion-questions',
      'the chapter',
      filled(discussionQuestions),
      counts.discussionQuestions,
      'discussion questions',
    ),
    ...twice('discussion-questions', discussionQuestions),
    ...outside('scripture', 'the chapter', scripture.length, counts.scripture, 'readings from Scripture'),
    ...checkReadings(draft, context),
    ...checkFields(studyFields(draft), context),
  ]);
}

const checkFields = (fields: Field[], context: RuleContext): WordingProblem[] => [
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
const saysNothing = (text: string): boolean => !/[\p{L}\p{N}\p{S}`*/&%#@\\]/u.test(text);

const filled = (texts: string[]): number => texts.filter((text) => foldWords(text) !== '').length;

const twice = (rule: string, texts: string[]): WordingProblem[] => {
  const keys = texts.map(foldWords);
  return texts.flatMap((text, index) =>
    keys.indexOf(keys[index] ?? '') < index ? [problem(rule, `“${text.slice(0, 80)}” stands twice.`)] : [],
  );
};

const outside = (
  rule: string,
  name: string,
  found: number,
  { min, max }: { min: number; max: number },
  unit: string,
): WordingProblem[] =>
  found < min || found > max ? [problem(rule, `${found} ${unit} in ${name}, expected ${min} to ${max}.`)] : [];

const problem = (rule: string, detail: string): WordingProblem => ({ rule, detail });

const asFindings = (part: PartName, { number }: OutlineChapter, problems: WordingProblem[]): Finding[] =>
  problems.map(({ rule, detail }) => ({ rule, severity: 'veto', chapter: number, part, detail }));
