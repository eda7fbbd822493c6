/** The texts of a chapter one by one, each with the part that holds it: what the checks walk over. */
import { readMarkdown, textBlocks, type TextBlock } from './blocks.ts';
import {
  STEP_IDS,
  type Chapter,
  type FrameDraft,
  type PartName,
  type SectionDraft,
  type StudyDraft,
} from './chapter.ts';

export interface Field {
  part: PartName;
  /** What it is, for a person, such as `section 2` or `demonstration`. */
  name: string;
  markdown: string;
  blocks: TextBlock[];
}

export const chapterFields = (chapter: Pick<Chapter, 'sections' | 'frame' | 'study'>): Field[] => [
  ...chapter.sections.flatMap((section) => sectionFields(section.number, section)),
  ...frameFields(chapter.frame),
  ...studyFields(chapter.study),
];

export const sectionFields = (number: number, { body, keyTerms }: SectionDraft): Field[] => [
  field(`section:${number}`, `section ${number}`, body),
  ...keyTerms.map(({ term, definition }) => field(`section:${number}`, `key term “${term}”`, definition)),
];

export const frameFields = (frame: FrameDraft): Field[] => [
  ...frame.objectives.map((text, index) => field('frame', `objective ${index + 1}`, text)),
  ...STEP_IDS.map((id) => field('frame', id, frame[id])),
  field('frame', 'summary', frame.summary),
];

export const studyFields = (study: StudyDraft): Field[] => [
  ...study.exercises.flatMap(({ question, solution }, index) => [
    field('study', `exercise ${index + 1}`, question),
    field('study', `solution ${index + 1}`, solution),
  ]),
  ...study.discussionQuestions.map((text, index) => field('study', `discussion question ${index + 1}`, text)),
  ...study.scripture.map(({ reference, connection }) => field('study', `reading ${reference}`, connection)),
];

const field = (part: PartName, name: string, markdown: string): Field => ({
  part,
  name,
  markdown,
  blocks: textBlocks(readMarkdown(markdown)),
});
