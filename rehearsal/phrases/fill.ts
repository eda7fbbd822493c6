/** Puts titles into phrases, and knows which titles need their chapter beside them. */
import { countWords } from '../text/words.ts';

export interface Filling {
  title?: string;
  chapter?: string;
  section?: string;
  term?: string;
  theme?: string;
  list?: string;
  first?: string;
  last?: string;
}

/** Longest course title that is repeated inside sentences; a longer one is stood in for by the chapter's. */
const MAX_TITLE_WORDS = 8;

/** Puts the values into `{…}`; a value is data, its own braces stay as they are. */
export function fill(phrase: string, filling: Filling): string {
  const filled = phrase.replace(/\{(title|chapter|section|term|theme|list|first|last)\}/g, (_, key: keyof Filling) => {
    const value = filling[key] ?? '';
    if (key === 'title' && countWords(value) > MAX_TITLE_WORDS) return filling.chapter ?? value;
    return value;
  });
  // A title that asks needs no second question mark: “What is sin?”?
  return filled.replace(ASKED_TWICE, '$1$2');
}

const ASKED_TWICE = /([?？؟;])(\s?[”»」“"])[?？؟;]/gu;

/** A section with its place in the book. */
export interface Place {
  chapterTitle: string;
  chapterNumber: number | null | undefined;
  sectionNumber: number | null | undefined;
}

/** “Introduction” or “Article 1” stand in many chapters: the place in the book goes before them, as in “2.1 Introduction”. */
export function distinctTitle(section: string, { chapterTitle, chapterNumber, sectionNumber }: Place): string {
  const isCommon = countWords(section) <= 2 || /\p{N}$/u.test(section);
  if (!isCommon || section === chapterTitle) return section;
  if (chapterNumber && sectionNumber) return `${chapterNumber}.${sectionNumber} ${section}`;
  return chapterTitle === '' ? section : `${chapterTitle}: ${section}`;
}
