/** How long and how many: the standard's ranges for a chapter, shared out to its parts. */
import type { OutlineChapter } from '../../outline/outline.ts';
import type { Standard } from '../../standard/standard.ts';

export interface Range {
  min: number;
  max: number;
}

/** Words that one item brings to a chapter at the very least; used only to say how much the sections must bring. */
const WORDS_PER_ITEM = { objectives: 5, exercises: 25, discussionQuestions: 8, scripture: 12, keyTerms: 10 };

/**
 * Words of one section: enough that all sections with the other parts reach the chapter's least length, and not too few for
 * the notes that it rests on.
 * @param notesWords words of those notes, 0 for none
 */
export function sectionWords(
  { lengths, counts, steps }: Standard,
  { sections }: OutlineChapter,
  notesWords: number,
): Range {
  const items = [
    counts.objectives.min * WORDS_PER_ITEM.objectives,
    counts.exercises.min * WORDS_PER_ITEM.exercises,
    counts.discussionQuestions.min * WORDS_PER_ITEM.discussionQuestions,
    counts.scripture.min * WORDS_PER_ITEM.scripture,
    counts.keyTerms.min * WORDS_PER_ITEM.keyTerms,
  ];
  const others =
    steps.length * lengths.stepWords.min + lengths.summaryWords.min + items.reduce((sum, words) => sum + words, 0);
  const share = Math.ceil((lengths.chapterWords.min - others) / sections.length);
  const { min, max } = lengths.sectionWords;
  const grounded = Math.floor(Math.min(notesWords, max) * lengths.shareOfNotes);
  return { min: Math.min(Math.max(min, share, grounded), max), max };
}

/** Key terms of one section. The least is a wish: a section that introduces no term lists none. */
export const sectionKeyTerms = ({ counts }: Standard, { sections }: OutlineChapter): Range => ({
  min: Math.ceil(counts.keyTerms.min / sections.length),
  max: Math.max(1, Math.floor(counts.keyTerms.max / sections.length)),
});

/** Words of a chapter of so many sections, about, as the estimate takes it. */
export const chapterWordsAbout = ({ lengths }: Standard, sections: number): number =>
  Math.max(lengths.chapterWords.min * LONGER_THAN_LEAST, sections * lengths.sectionWords.min);

/** Words of one of its sections, about. */
export const sectionWordsAbout = (standard: Standard, sections: number): number =>
  Math.max(
    standard.lengths.sectionWords.min,
    (chapterWordsAbout(standard, sections) - stepsWordsAbout(standard)) / Math.max(1, sections),
  );

/** Words of all its steps, about. */
export const stepsWordsAbout = ({ lengths, steps }: Standard): number => steps.length * middle(lengths.stepWords);

export const middle = ({ min, max }: Range): number => (min + max) / 2;

const LONGER_THAN_LEAST = 1.2;
