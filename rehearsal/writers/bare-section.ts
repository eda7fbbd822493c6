/** The text of a section that nothing but a title stands behind: it says so, and asks. */
import { hashNumber, shuffled, turned } from '../pick.ts';
import type { Material } from '../material.ts';
import { fill } from '../phrases/fill.ts';
import { phrasesFor } from '../phrases/languages.ts';
import { countWords } from '../text.ts';
import { fillingOf } from './quotes.ts';

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
  // One order a chapter, entered at another place by each section: neighbours ask different things.
  const seed = `${filling.title}\n${filling.chapter}`;
  const place = section.number ?? hashNumber(section.title) % phrases.ask.length;
  const [statement = ''] = turned(phrases.bare, place).map((phrase) => fill(phrase, filling));
  // A brief of our own outline says no more than the statement does.
  const brief = section.brief === fill(phrases.brief, filling) ? '' : section.brief;
  const opening = [...known, known.length === 0 ? brief : '', statement].filter((text) => text !== '');

  const min = Math.max(limits['words']?.min ?? 0, USUAL_WORDS.min);
  const max = Math.max(limits['words']?.max ?? 0, USUAL_WORDS.max);
  const questions: string[] = [];
  let written = countWords(opening.join(' '));
  for (const phrase of turned(shuffled(phrases.ask, seed), place * FEWEST_QUESTIONS)) {
    const question = fill(phrase, filling);
    const length = countWords(question);
    const isEnough = questions.length >= FEWEST_QUESTIONS && written >= min;
    if (isEnough || (questions.length > 0 && written + length > max)) break;
    questions.push(`- ${question}`);
    written += length;
  }
  return [...opening, questions.join('\n')].join('\n\n');
}
