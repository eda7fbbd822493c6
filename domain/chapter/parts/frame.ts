/** The frame around a chapter's sections: its objectives, the standard's steps of a lesson, and its summary. */
import { z } from 'zod';
import { tableLanguage } from '../../language/labels.ts';
import { countWords } from '../../language/words.ts';
import { fenceMaterial } from '../../model/material.ts';
import { chapterLectureMaterial } from '../../outline/briefing.ts';
import { stepsBeforeSections, type LessonStep, type Standard } from '../../standard/standard.ts';
import type { StoredShape } from '../../stored.ts';
import { plainText } from '../../text/plain-text.ts';
import { countNonBlank, outOfRange, problem, duplicates } from '../rules/checks.ts';
import { definePart } from './definition.ts';
import { sectionWordsAbout, stepsWordsAbout } from './limits.ts';
import { sectionPart } from './section.ts';
import { sectionsMaterial, type PartInput, type PartTask } from './task.ts';

export const FrameSchema = z.strictObject({
  objectives: z.array(z.string()).describe('What the student can do afterwards.'),
  /** By the id of the standard's step. */
  steps: z.record(z.string(), z.string()),
  summary: z.string().describe('CommonMark. The chapter in a few sentences.'),
});
export type Frame = z.infer<typeof FrameSchema>;

/** What the model returns: the steps of this standard, each a key of its own. */
export const frameDraftSchema = ({ steps }: Pick<Standard, 'steps'>): z.ZodType<Frame> =>
  z.strictObject({
    ...FrameSchema.shape,
    steps: z
      .strictObject(
        Object.fromEntries(
          steps.map(({ id, title, mustContain }) => [id, z.string().describe(`CommonMark. ${title}: ${mustContain}.`)]),
        ),
      )
      .describe('The steps of the lesson, in this order.'),
  });

const SHAPE: StoredShape<Frame> = {
  schema: FrameSchema,
  upgrades: [
    // The steps stood beside objectives and summary.
    ({ objectives, summary, ...steps }) => ({ objectives, steps, summary }),
  ],
};

export const framePart = definePart<Frame>({
  name: 'frame',
  per: 'chapter',
  wave: 'around',
  strands: ['pedagogy', 'worldview'],
  shape: SHAPE,
  draft: frameDraftSchema,
  size: (standard, { sections }) => ({
    input: sectionWordsAbout(standard, sections) * sections,
    output: stepsWordsAbout(standard),
  }),
  task: frameTask,

  texts: ({ objectives, steps, summary }, _section, standard) => [
    ...objectives.map((markdown, index) => ({
      name: `objective ${index + 1}`,
      kind: 'frame',
      form: 'phrase' as const,
      place: 'objectives' as const,
      markdown,
    })),
    ...standard.steps.map(({ id }, index) => ({
      name: id,
      kind: 'frame',
      place: placeOf(index, standard),
      markdown: steps[id] ?? '',
    })),
    { name: 'summary', kind: 'frame', place: 'summary', markdown: summary },
  ],

  rules: ({ objectives, steps, summary }, _section, { standard, language }) => {
    const { lengths, counts } = standard;
    const wordsOf = (markdown: string): number => countWords(plainText(markdown), language);
    return [
      ...standard.steps.flatMap(({ id, title }) => {
        const words = wordsOf(steps[id] ?? '');
        if (words === 0) return [problem('missing-step', `The step ${title} (${id}) is missing.`)];
        return outOfRange('step-words', `the step ${title} (${id})`, words, lengths.stepWords, 'words');
      }),
      ...outOfRange('summary-words', 'the summary', wordsOf(summary), lengths.summaryWords, 'words'),
      ...outOfRange('objectives', 'the chapter', countNonBlank(objectives), counts.objectives, 'objectives'),
      ...duplicates('objectives', objectives),
    ];
  },

  print: (parts, { standard, labels, language, read }) =>
    parts.flatMap(({ content: { objectives, steps, summary } }) => [
      {
        place: 'objectives',
        key: 'objectives',
        kind: 'objectives',
        title: labels.objectives,
        number: null,
        blocks: [{ type: 'objectives', items: objectives.map(read).filter(({ children }) => children.length > 0) }],
      },
      ...standard.steps.map((step, index) => ({
        place: placeOf(index, standard),
        key: `step-${step.id}`,
        kind: 'step',
        title: stepTitle(step, language),
        number: null,
        blocks: [{ type: 'prose' as const, content: read(steps[step.id] ?? '') }],
      })),
      {
        place: 'summary',
        key: 'summary',
        kind: 'summary',
        title: labels.summary,
        number: null,
        blocks: [{ type: 'prose', content: read(summary) }],
      },
    ]),
});

const placeOf = (index: number, standard: Standard): 'opening' | 'closing' =>
  index < stepsBeforeSections(standard) ? 'opening' : 'closing';

const stepTitle = ({ title, titles }: LessonStep, language: string): string =>
  titles?.[tableLanguage(language)] ?? title;

function frameTask({ course, plan, standard, written }: PartInput): PartTask {
  const { lengths, counts, steps } = standard;
  const before = stepsBeforeSections(standard);
  return {
    maxWords: lengths.stepWords.max * steps.length + lengths.summaryWords.max + counts.objectives.max * 25,
    instructions: [
      `Write the frame of chapter ${plan.number}: its objectives, its ${steps.length} steps and its summary. The sections themselves are written; they are in the material “sections” and are printed ${before === 0 ? 'before the first step' : `after step ${before}`}.`,
      `The steps, and what each must contain, are in the material “steps”. Each step takes ${lengths.stepWords.min} to ${lengths.stepWords.max} words, the summary ${lengths.summaryWords.min} to ${lengths.summaryWords.max}.`,
      `Give ${counts.objectives.min} to ${counts.objectives.max} objectives; each begins with a verb that can be observed and is reached by what the sections teach.`,
      'Rest on what the sections say and contradict none of it. Do not copy their sentences. Stories and scenarios are marked as imagined (“Imagine …”), never told as having happened.',
      'Use CommonMark without headings; no HTML, no pictures, no links.',
    ],
    material: [
      chapterLectureMaterial(course, plan),
      sectionsMaterial(plan, bodiesOf(written)),
      fenceMaterial('steps', steps),
    ],
    limits: { objectives: counts.objectives, stepWords: lengths.stepWords, summaryWords: lengths.summaryWords },
  };
}

/** The text of a section, by its number, as the earlier wave wrote it. */
export const bodiesOf =
  (written: ReadonlyMap<string, object>) =>
  (section: number): string => {
    const content = written.get(`${sectionPart.name}:${section}`);
    return content ? sectionPart.contentOf(content).body : '';
  };
