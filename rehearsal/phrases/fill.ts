/** Puts titles into phrases, and knows which titles need their chapter beside them. */
import { countWords } from '../text.ts';

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
  return phrase.replace(/\{(title|chapter|section|term|theme|list|first|last)\}/g, (_, key: keyof Filling) => {
    const value = filling[key] ?? '';
    if (key === 'title' && countWords(value) > MAX_TITLE_WORDS) return filling.chapter ?? value;
    return value;
  });
}

/** “Introduction” or “Article 1” stand in many chapters: the chapter's title goes before them. */
export function distinctTitle(section: string, chapter: string): string {
  const isCommon = countWords(section) <= 2 || /\p{N}$/u.test(section);
  return isCommon && chapter !== '' && section !== chapter ? `${chapter}: ${section}` : section;
}
