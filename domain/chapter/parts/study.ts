/** The study material of a chapter: exercises with solutions, questions for a group, readings from Scripture. */
import { z } from 'zod';
import { foldWords } from '../../course/ground.ts';
import { plainTitle } from '../../course/title.ts';
import type { Block } from '../../blocks/registry.ts';
import { fenceMaterial } from '../../model/material.ts';
import { parseReference } from '../../scripture/reference.ts';
import type { StoredShape } from '../../stored.ts';
import type { Prose } from '../../text/prose.ts';
import { countNonBlank, outOfRange, problem, isBlank, duplicates } from '../rules/checks.ts';
import { checkReadings } from '../rules/citations.ts';
import { definePart, type PrintedSection } from './definition.ts';
import { bodiesOf } from './frame.ts';
import { middle, sectionWordsAbout } from './limits.ts';
import { chapterReadings } from './readings.ts';
import { sectionsMaterial, type PartInput, type PartTask } from './task.ts';

export const StudyDraftSchema = z.strictObject({
  exercises: z.array(
    z.strictObject({
      question: z.string().describe('CommonMark. Answerable from the chapter.'),
      solution: z.string().describe('CommonMark. The full solution.'),
    }),
  ),
  discussionQuestions: z.array(z.string()).describe('Open questions for a group.'),
  scripture: z
    .array(
      z.strictObject({
        reference: z
          .string()
          .describe(
            'A reference such as "Proverbs 2:6" or "Romans 8:28-30". The reference only: never the words of the verse.',
          ),
        connection: z
          .string()
          .describe('One or two sentences: what this passage has to do with the chapter. Quote nothing.'),
      }),
    )
    .describe('Readings for the chapter; empty when the standard asks for none.'),
});
export type StudyDraft = z.infer<typeof StudyDraftSchema>;

const SHAPE: StoredShape<StudyDraft> = { schema: StudyDraftSchema, upgrades: [] };

export const studyPart = definePart<StudyDraft>({
  name: 'study',
  per: 'chapter',
  wave: 'around',
  strands: ['pedagogy', 'worldview'],
  shape: SHAPE,
  size: (standard, { sections }) => ({
    input: sectionWordsAbout(standard, sections) * sections,
    output:
      middle(standard.lengths.summaryWords) + standard.counts.exercises.min * 90 + standard.counts.keyTerms.min * 30,
  }),
  task: studyTask,

  texts: ({ exercises, discussionQuestions, scripture }) => [
    ...exercises.flatMap(({ question, solution }, index) => [
      text('practice', `exercise ${index + 1}`, question),
      text('practice', `solution ${index + 1}`, solution),
    ]),
    ...discussionQuestions.map((question, index) => text('discussion', `discussion question ${index + 1}`, question)),
    ...scripture.map(({ reference, connection }) => ({
      ...text('readings', `reading ${reference}`, connection),
      lead: reference,
    })),
  ],

  rules: ({ exercises, discussionQuestions, scripture }, _section, context) => {
    const { counts } = context.standard;
    const questions = exercises.map(({ question }) => question);
    return [
      ...outOfRange('exercises', 'the chapter', countNonBlank(questions), counts.exercises, 'exercises'),
      ...exercises.flatMap(({ question, solution }, index) => {
        if (isBlank(solution)) return [problem('solution', `Exercise ${index + 1} has no solution.`)];
        return foldWords(solution) === foldWords(question) && foldWords(solution) !== ''
          ? [problem('solution', `The solution of exercise ${index + 1} is its question.`)]
          : [];
      }),
      ...duplicates('exercises', questions),
      ...outOfRange(
        'discussion-questions',
        'the chapter',
        countNonBlank(discussionQuestions),
        counts.discussionQuestions,
        'discussion questions',
      ),
      ...duplicates('discussion-questions', discussionQuestions),
      ...outOfRange('scripture', 'the chapter', scripture.length, counts.scripture, 'readings from Scripture'),
      ...checkReadings(scripture, context),
    ];
  },

  print: (parts, { labels, language, read }) =>
    parts.flatMap(({ content: { exercises, discussionQuestions, scripture } }) => [
      printed('practice', 'exercises', labels.exercises, {
        type: 'exercises',
        items: exercises.map(({ question }, at) => ({ number: at + 1, question: read(question) })),
      }),
      printed('discussion', 'discussion', labels.discussion, {
        type: 'questions',
        items: discussionQuestions.map(read),
      }),
      printed('readings', 'scripture', labels.scripture, {
        type: 'scripture',
        items: scripture.map((reading) => readingItem(reading, { language, read })),
      }),
      printed('answers', 'solutions', labels.solutions, {
        type: 'solutions',
        items: exercises.map(({ solution }, at) => ({ number: at + 1, solution: read(solution) })),
      }),
    ]),
});

const text = <Place extends string>(place: Place, name: string, markdown: string) => ({
  place,
  name,
  kind: 'study',
  markdown,
});

const printed = (place: PrintedSection['place'], kind: string, title: string, block: Block): PrintedSection => ({
  place,
  key: kind,
  kind,
  title,
  number: null,
  blocks: [block],
});

const readingItem = (
  { reference, connection }: StudyDraft['scripture'][number],
  { language, read }: { language: string; read: (markdown: string) => Prose },
) => {
  const found = parseReference(reference, language);
  return {
    reference: found?.printed ?? (plainTitle(reference) || reference.trim()),
    osis: found?.osis ?? '',
    // Words of Scripture come from an imported translation only.
    text: null,
    translation: null,
    connection: read(connection),
  };
};

function studyTask({ course, plan, standard, written }: PartInput): PartTask {
  const { exercises, discussionQuestions, scripture } = standard.counts;
  return {
    maxWords: exercises.max * 250 + discussionQuestions.max * 50 + scripture.max * 60,
    instructions: [
      `Write the study material of chapter ${plan.number}, from its sections in the material “sections”.`,
      `${exercises.min} to ${exercises.max} exercises, about two to a section: some that recall, most that apply, one or two that join sections. Each can be answered from the chapter alone, and each has its full solution, with every step.`,
      `${discussionQuestions.min} to ${discussionQuestions.max} discussion questions: open, specific to the chapter, answerable by reasons and not by taste.`,
      scripture.max === 0
        ? 'No readings from Scripture: leave the list empty.'
        : `${scripture.min} to ${scripture.max} readings from Scripture out of the material “readings”, those with the most real connection to this chapter; say the connection in a sentence or two that is true to the passage and to the subject. Quote none of its words.`,
      'Use CommonMark without headings; no HTML, no pictures, no links.',
    ],
    material: [
      sectionsMaterial(plan, bodiesOf(written)),
      fenceMaterial('readings', chapterReadings(course, plan, standard)),
    ],
    limits: { exercises, discussionQuestions, scripture },
  };
}
