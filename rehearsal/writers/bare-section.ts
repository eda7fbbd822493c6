/** The text of a section that nothing but a title stands behind: it says so, and asks. */
import { shuffled } from '../hash.ts';
import type { Material } from '../material.ts';
import { distinctTitle, fill } from '../phrases/fill.ts';
import { phrasesFor } from '../phrases/languages.ts';
import { countWords } from '../text.ts';

/** Long enough to be a page's worth of thought, short enough not to pretend to be a lesson. */
const USUAL_WORDS = { min: 50, max: 90 };

/**
 * @param known what the catalogue does say (a summary, objectives); empty when it says nothing
 */
export function bareSection(material: Material, known: string[]): string {
  const { course, chapter, section, limits } = material;
  const phrases = phrasesFor(course.language);
  const seed = `${course.title}\n${chapter.title}\n${section.title}`;
  const filling = {
    title: course.title,
    chapter: chapter.title || course.title,
    section: distinctTitle(section.title, chapter.title),
  };
  const statement = shuffled(phrases.bare, seed)
    .slice(0, 1)
    .map((phrase) => fill(phrase, filling));
  const opening = [...known, ...(known.length === 0 && section.brief ? [section.brief] : []), ...statement];

  const min = Math.max(limits['words']?.min ?? 0, USUAL_WORDS.min);
  const max = Math.max(limits['words']?.max ?? 0, USUAL_WORDS.max);
  const questions: string[] = [];
  let written = countWords(opening.join(' '));
  for (const phrase of shuffled(phrases.ask, seed)) {
    const question = fill(phrase, filling);
    const length = countWords(question);
    if (questions.length > 0 && (written >= min || written + length > max)) break;
    questions.push(`- ${question}`);
    written += length;
  }
  return [...opening, questions.join('\n')].join('\n\n');
}
