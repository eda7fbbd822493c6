/** Puts a chapter together of its parts, and takes its text out again for judges and counts. */
import { LibraryError } from '../failure.ts';
import { countWords } from '../language/words.ts';
import type { OutlineChapter } from '../outline/outline.ts';
import { printedTitle } from '../outline/titles.ts';
import { rememberedOf } from '../remembered.ts';
import { readMarkdown } from '../text/blocks.ts';
import { readStored, type StoredShape } from '../stored.ts';
import { STORED_FRAME, STORED_SECTION, STORED_STUDY, type Chapter } from './chapter.ts';
import { STEP_IDS } from '../standard/steps.ts';

/**
 * @param parts content of every part of the chapter, as stored; parsed here
 * @throws LibraryError InputInvalid when a part is missing; StoredUnreadable
 */
export function assembleChapter(plan: OutlineChapter, parts: { part: string; content: unknown }[]): Chapter {
  const contents = new Map(parts.map(({ part, content }) => [part, content]));
  const read = <Content extends object>(part: string, shape: StoredShape<Content>): Content => {
    const row = `part ${part} of chapter ${plan.number}`;
    if (!contents.has(part)) throw new LibraryError('InputInvalid', `Expected ${row} to be written, got none.`);
    return readStored(shape, contents.get(part), row);
  };
  return {
    number: plan.number,
    title: printedTitle(plan.title, plan.part),
    sections: plan.sections.map(({ number, title, slice, lectureIds }) => ({
      ...read(`section:${number}`, STORED_SECTION),
      number,
      title: printedTitle(title, slice),
      lectureIds,
    })),
    frame: read('frame', STORED_FRAME),
    study: read('study', STORED_STUDY),
  };
}

/** The chapter of its parts, with its text and the length of it. */
export function completeChapter({
  plan,
  parts,
  language,
}: {
  plan: OutlineChapter;
  parts: { part: string; content: unknown }[];
  language: string;
}): { chapter: Chapter; text: string; words: number } {
  const chapter = assembleChapter(plan, parts);
  return { chapter, text: chapterText(chapter), words: countChapterWords(chapter, language) };
}

/** The whole chapter as plain text in printed order: titles, steps, sections, key terms, exercises with solutions, readings. */
export const chapterText = rememberedOf(({ title, sections, frame, study }: Chapter): string => {
  const texts = [
    title,
    ...frame.objectives,
    frame.ignition,
    frame.download,
    ...sections.flatMap((section) => [section.title, section.body]),
    ...STEP_IDS.slice(2).map((id) => frame[id]),
    frame.summary,
    ...sections.flatMap(({ keyTerms }) => keyTerms.map(({ term, definition }) => `${term}: ${definition}`)),
    ...study.exercises.flatMap(({ question, solution }) => [question, solution]),
    ...study.discussionQuestions,
    ...study.scripture.map(({ reference, connection }) => `${reference}: ${connection}`),
  ];
  return texts.map(plainText).join('\n\n');
});

/** Words of everything that is printed of the chapter. */
export const countChapterWords = (chapter: Chapter, language: string): number =>
  countWords(chapterText(chapter), language);

/** A Markdown text without its marks: one line per block. */
export const plainText = (markdown: string): string =>
  readMarkdown(markdown)
    .blocks.map(({ text }) => text)
    .join('\n');
