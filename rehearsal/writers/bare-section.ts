/** The text of a section that nothing but a title stands behind: it says so, and asks. */
import { shuffled, turned } from '../text/pick.ts';
import type { Material } from '../text/material.ts';
import { fill } from '../phrases/fill.ts';
import { phrasesFor } from '../phrases/phrases.ts';
import { countWords } from '../text/words.ts';
import { bareStatement, fillingOf } from './quotes.ts';

/** Long enough to be a page's worth of thought, short enough not to pretend to be a lesson. */
const USUAL_WORDS = { min: 60, max: 110 };
const FEWEST_QUESTIONS = 3;

/**
 * @param known what the catalogue does say (a summary, objectives); empty when it says nothing
 */
export function bareSection(material: Material, known: string[]): string {
  const { course, section, limits } = material;
  const phrases = phrasesFor(course.language);
  const filling = fillingOf(material, section);
  const statement = bareStatement(material, section, phrases);
  // A brief of our own outline says no more than the statement does.
  const brief = section.brief === fill(phrases.brief, filling) ? '' : section.brief;
  const opening = [...known, known.length === 0 ? brief : '', statement].filter((text) => text !== '');

  const max = limits['words']?.max ?? USUAL_WORDS.max;
  const min = Math.min(max, Math.max(limits['words']?.min ?? 0, USUAL_WORDS.min));
  return [...opening, questionsAfter(material, countWords(opening.join(' ')), { min, max })].join('\n\n');
}

/** A list of questions about the section, three at least, that brings a text of `written` words to its least length. */
export function questionsAfter(material: Material, written: number, words: { min: number; max: number }): string {
  const { course, section, chapter } = material;
  const phrases = phrasesFor(course.language);
  const filling = fillingOf(material, section);
  const place = section.number ?? 1;
  // Neighbours ask different things, and no two first sections open alike.
  const asks =
    place === 1
      ? turned(phrases.ask, chapter.number ?? 0)
      : turned(shuffled(phrases.ask, filling.chapter), (place - 1) * FEWEST_QUESTIONS);
  const questions: string[] = [];
  let total = written;
  for (const phrase of asks) {
    const question = fill(phrase, filling);
    const length = countWords(question);
    const isEnough = questions.length >= FEWEST_QUESTIONS && total >= words.min;
    if (isEnough || (questions.length > 0 && total + length > words.max)) break;
    questions.push(`- ${question}`);
    total += length;
  }
  return questions.join('\n');
}
