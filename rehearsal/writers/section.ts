/** Writes a section: its lectures' notes as they stand; where they are next to nothing, questions after them. */
import { blocks, joinBlocks, relevelHeadings, type Block } from '../text/markdown.ts';
import type { Lecture, Material } from '../text/material.ts';
import { countWords, onOneLine, sentences } from '../text/words.ts';
import { bareSection, questionsAfter } from './bare-section.ts';
import { findTerms, type KeyTerm } from './terms.ts';

export interface SectionDraft {
  body: string;
  keyTerms: KeyTerm[];
}

const SENTENCES_PER_TERM = 12;

export function writeSection(material: Material): SectionDraft {
  const { lectures, limits, course } = material;
  const { min: minWords = 0, max: maxWords = Infinity } = limits['words'] ?? {};
  if (lectures.every((lecture) => lecture.notes.trim() === '')) {
    return { body: bareSection(material, lectures.flatMap(knownOf)), keyTerms: [] };
  }
  const parts = lectures.flatMap((lecture) => partsOf(lecture, lectures.length > 1));
  const body = cutAt(maxWords, parts);
  const text = joinBlocks(body);
  const written = countWords(text);
  // Notes of a word or two make no section: what they leave open is asked.
  const rest = written < minWords ? [questionsAfter(material, written, { min: minWords, max: maxWords })] : [];
  return {
    body: [text, ...rest].join('\n\n'),
    keyTerms: keyTermsOf(body, { lectures, language: course.language, most: limits['keyTerms']?.max ?? 12 }),
  };
}

/** The course's own terms that the section uses; where it gives none, what the text itself defines. */
function keyTermsOf(
  body: readonly Block[],
  { lectures, language, most }: { lectures: readonly Lecture[]; language: string; most: number },
): KeyTerm[] {
  const text = asWords(body.map((block) => block.text).join(' '));
  const given = lectures.flatMap(({ keyTerms }) => keyTerms).filter(({ term }) => text.includes(asWords(term)));
  return given.length > 0 ? given.slice(0, most) : termsOf(body, language, most);
}

/** Words alone between single spaces. */
const asWords = (text: string): string =>
  ` ${text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()} `;

/** A definition stands in the text already: few enough that it does not read as repetition, and no paragraph as a whole. */
function termsOf(body: readonly Block[], language: string, most: number): KeyTerm[] {
  const prose = body.filter((part) => part.kind === 'prose').map((part) => onOneLine(part.text));
  const room = Math.ceil(prose.flatMap(sentences).length / SENTENCES_PER_TERM);
  return findTerms(body, language)
    .filter(({ definition }) => !prose.includes(definition))
    .slice(0, Math.min(most, room));
}

/** Headings of a section stand from #### on; those inside one of several lectures stand below the lecture's own title. */
function partsOf(lecture: Lecture, isOneOfSeveral: boolean): Block[] {
  const text = lecture.notes.trim() === '' ? knownOf(lecture).join('\n\n') : lecture.notes;
  if (!isOneOfSeveral) return relevelHeadings(blocks(text), 4);
  const title: Block[] = lecture.title === '' ? [] : [{ kind: 'heading', text: `#### ${lecture.title}` }];
  return [...title, ...relevelHeadings(blocks(text), 5)];
}

const knownOf = (lecture: Lecture): string[] =>
  [lecture.summary.trim(), lecture.objectives.map((objective) => `- ${objective}`).join('\n')].filter(
    (text) => text !== '',
  );

/** Keeps whole blocks while they fit; only a first paragraph that is too long by itself is cut, at a sentence. */
function cutAt(maxWords: number, parts: readonly Block[]): Block[] {
  const kept: Block[] = [];
  let written = 0;
  for (const part of parts) {
    const length = countWords(part.text);
    if (written + length > maxWords) {
      if (!kept.some((block) => block.kind !== 'heading') && part.kind === 'prose') {
        kept.push({ kind: 'prose', text: firstSentences(part.text, maxWords - written) });
      }
      break;
    }
    kept.push(part);
    written += length;
  }
  const end = kept.findLastIndex((part) => part.kind !== 'heading' && part.kind !== 'rule');
  return end < 0 ? parts.slice(0, 1) : kept.slice(0, end + 1);
}

function firstSentences(paragraph: string, maxWords: number): string {
  const all = sentences(paragraph);
  let written = 0;
  const end = all.findIndex((sentence) => (written += countWords(sentence)) > maxWords);
  return all.slice(0, Math.max(1, end)).join(' ');
}
