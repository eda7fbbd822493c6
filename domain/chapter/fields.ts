/** The texts of a chapter one by one, each with the part that holds it: what the checks walk over. */
import { readMarkdown, type MarkdownText } from '../text/blocks.ts';
import type { Chapter, FrameDraft, PartName, SectionDraft, StudyDraft } from './chapter.ts';
import { STEP_IDS } from '../standard/steps.ts';

export interface Field extends MarkdownText {
  part: PartName;
  /** Texts of one kind stand beside each other and may not repeat each other. */
  kind: 'section' | 'terms' | 'frame' | 'study';
  /** What it is, for a person, such as `section 2` or `demonstration`. */
  name: string;
  markdown: string;
}

export const chapterFields = (chapter: Pick<Chapter, 'sections' | 'frame' | 'study'>): Field[] => [
  ...chapter.sections.flatMap((section) => sectionFields(section.number, section)),
  ...frameFields(chapter.frame),
  ...studyFields(chapter.study),
];

export const sectionFields = (number: number, { body, keyTerms }: SectionDraft): Field[] => [
  field(`section:${number}`, 'section', `section ${number}`, body),
  ...keyTerms.map(({ term, definition }) => field(`section:${number}`, 'terms', `key term “${term}”`, definition)),
];

export const frameFields = (frame: FrameDraft): Field[] => [
  ...frame.objectives.map((text, index) => field('frame', 'frame', `objective ${index + 1}`, text)),
  ...STEP_IDS.map((id) => field('frame', 'frame', id, frame[id])),
  field('frame', 'frame', 'summary', frame.summary),
];

export const studyFields = (study: StudyDraft): Field[] => [
  ...study.exercises.flatMap(({ question, solution }, index) => [
    field('study', 'study', `exercise ${index + 1}`, question),
    field('study', 'study', `solution ${index + 1}`, solution),
  ]),
  ...study.discussionQuestions.map((text, index) => field('study', 'study', `discussion question ${index + 1}`, text)),
  ...study.scripture.map(({ reference, connection }) => field('study', 'study', `reading ${reference}`, connection)),
];

const field = (part: PartName, kind: Field['kind'], name: string, markdown: string): Field => ({
  part,
  kind,
  name,
  markdown,
  ...readMarkdown(markdown),
});
