/** Sentences of written sections that can stand by themselves as a quotation. */
import { blocks } from '../text/markdown.ts';
import type { Material, WrittenSection } from '../text/material.ts';
import { distinctTitle, fill } from '../phrases/fill.ts';
import type { Phrases } from '../phrases/phrases.ts';
import { countWords, hasOpenReference, onOneLine, sentences } from '../text/words.ts';

/** A section as the frame and the study material see it. */
export interface Source {
  /** As it is named in questions: with the chapter's title where its own is too common. */
  title: string;
  /** As it stands over the section. */
  ownTitle: string;
  /** Nothing but questions stand in it. */
  isBare: boolean;
  text: string;
  /** In the order of the text; questions are not among them. */
  statements: string[];
  questions: string[];
  /** The statements that the section really begins and ends with; null when those do not stand by themselves. */
  opening: string | null;
  closing: string | null;
}

export function readSources(material: Material, phrases: Phrases): Source[] {
  const chapter = chapterName(material);
  const sections = material.sections.length > 0 ? material.sections : [{ number: null, title: chapter, text: '' }];
  return sections.map((section) => readSource(section, material, phrases));
}

/** What the phrases about a section are filled with; the same wherever it is spoken of. */
export function fillingOf(material: Material, section: Named) {
  const chapter = chapterName(material);
  const place = { chapterTitle: chapter, chapterNumber: material.chapter.number, sectionNumber: section.number };
  return { title: material.course.title, chapter, section: distinctTitle(section.title, place) };
}

/** Longer titles are not repeated in the statement of every section. */
const MAX_SUBJECT_WORDS = 8;

/**
 * Says that there are no notes for a section. It names the course in a chapter's first section only, and never a long
 * title: the same words would stand too often in one book.
 */
export function bareStatement(material: Material, section: Named, phrases: Phrases): string {
  const filling = fillingOf(material, section);
  const isFirst = (section.number ?? 1) === 1;
  const isShort = (title: string): boolean => countWords(title) <= MAX_SUBJECT_WORDS;
  const subjects = [...(isFirst ? [filling.title] : []), filling.chapter];
  const subject = subjects.find(isShort) ?? filling.section;
  // Only of a course can it be said that its catalogue gives no notes.
  const round = Math.floor((material.chapter.number ?? 0) / phrases.ask.length);
  const variant = isFirst && subject === filling.title ? round % phrases.bare.length : 0;
  return fill(phrases.bare[variant] ?? '', { ...filling, title: subject });
}

interface Named {
  title: string;
  number?: number | null | undefined;
}

function readSource(section: WrittenSection, material: Material, phrases: Phrases): Source {
  const title = fillingOf(material, section).section;
  const isBare = section.text.includes(bareStatement(material, section, phrases));
  const parts = isBare ? [] : blocks(section.text).filter((block) => block.kind !== 'heading');
  const said = parts.map((block) => (block.kind === 'prose' ? sentences(onOneLine(block.text)) : []));
  // A section that asks its own title again has said nothing yet.
  const all = said
    .flat()
    .filter((sentence) => standsAlone(sentence) && lettersOf(sentence) !== lettersOf(section.title));
  const statements = all.filter((sentence) => !ASKS.test(sentence));
  const ifStated = (sentence: string | undefined): string | null =>
    sentence !== undefined && statements.includes(sentence) ? sentence : null;
  return {
    title,
    ownTitle: section.title,
    isBare,
    text: section.text,
    statements,
    questions: all.filter((sentence) => ASKS.test(sentence)),
    opening: ifStated(said[0]?.[0]),
    closing: ifStated(said.at(-1)?.at(-1)),
  };
}

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '');

/** The chapter's title as it is named in questions; the parts of a split chapter are told apart. */
export function chapterName({ chapter, course }: Material): string {
  const title = chapter.title || course.title;
  return chapter.part ? `${title} (${chapter.part.index}/${chapter.part.count})` : title;
}

const ASKS = /[?？؟;]["'”’»)]*$/u;
const LEANS_ON_OTHERS =
  /\b(?:figure|table|below|above|previous|following|example|code|chapter|section)\b|^(?:this|that|these|those|it|its|they|their|he|his|she|her|we|our|you|such|but|and|or|however|thus|then|also|so|in this|for this|as a result|on the other hand|in other words|in contrast|in addition|for instance|instead|similarly|likewise|therefore|hence|moreover|furthermore|otherwise|both|another|others|here|ex|e\.g|note|recall|yes|no)\b/iu;

function standsAlone(sentence: string): boolean {
  const length = countWords(sentence);
  return (
    length >= 6 &&
    length <= 40 &&
    sentence.length <= 400 &&
    /[.!?。！？؟।॥۔]["'”’»)*_]*$/u.test(sentence) &&
    !/^\*\*|\$\$|\||\(Note:/.test(sentence) &&
    !LEANS_ON_OTHERS.test(sentence) &&
    !hasOpenReference(sentence) &&
    (sentence.match(/["“”]/g)?.length ?? 0) % 2 === 0 &&
    // Cut out of bold or italic words, or out of brackets.
    (sentence.match(/[*_`]/g)?.length ?? 0) % 2 === 0 &&
    sentence.split('**').length % 2 === 1 &&
    sentence.split('(').length === sentence.split(')').length
  );
}
