/** Writes exercises whose solutions stand in the text, questions for a group, and chooses readings from those offered. */
import { hashNumber, inTurns, shuffled, turned } from '../text/pick.ts';
import { blocks } from '../text/markdown.ts';
import type { Material } from '../text/material.ts';
import { fill } from '../phrases/fill.ts';
import { phrasesFor } from '../phrases/phrases.ts';
import type { Phrases } from '../phrases/phrases.ts';
import { countWords, words } from '../text/words.ts';
import { chapterName, readSources, type Source } from './quotes.ts';
import { findTerms } from './terms.ts';

interface Exercise {
  question: string;
  solution: string;
}
export interface StudyDraft {
  exercises: Exercise[];
  discussionQuestions: string[];
  scripture: { reference: string; connection: string }[];
}

const USUAL_EXERCISES = 6;
/** Of one section. */
const MOST_GAPS = 3;

export function writeStudy(material: Material): StudyDraft {
  const { course, limits } = material;
  const phrases = phrasesFor(course.language);
  const chapter = chapterName(material);
  const sources = readSources(material, phrases);

  const exercises = inTurns([
    // Each section begins with another kind of exercise.
    ...sources.map((source, index) => turned(exercisesFromText(source, course.language, phrases), index)),
    ...sources.map((source, index) => openExercises(source, hashNumber(chapter) + index, phrases)),
  ]);
  return {
    exercises: exercises.slice(0, wantedOf(limits['exercises'], USUAL_EXERCISES)),
    discussionQuestions: discussion(chapter, sources, phrases).slice(0, wantedOf(limits['discussionQuestions'], 3)),
    scripture: readings(material, chapter, phrases),
  };
}

/** As many as usual, within the limits; a limit of none is none. */
function wantedOf(range: { min?: number | undefined; max?: number | undefined } | undefined, usual: number): number {
  return Math.max(range?.min ?? 0, Math.min(range?.max ?? usual, usual));
}

/** Every sentence of the text answers one exercise at most. */
function exercisesFromText(source: Source, language: string, phrases: Phrases): Exercise[] {
  if (source.isBare) return [];
  const section = source.title;
  const used = new Set<string>();
  const once = (exercise: Exercise | null, sentence: string | null | undefined): Exercise[] => {
    if (!exercise || !sentence || used.has(sentence)) return [];
    used.add(sentence);
    return [exercise];
  };
  const terms = findTerms(blocks(source.text), language).slice(0, 2);
  const { opening, closing } = source;
  const gaps = shuffled(source.statements, section)
    .map(gapIn)
    .filter((gap) => gap !== null && gap.sentence !== opening && gap.sentence !== closing)
    .slice(0, MOST_GAPS);
  const answered = askedAndAnswered(source.text);
  if (answered.length > 0) return answered;
  return [
    ...terms.flatMap(({ term, definition }) =>
      once({ question: fill(phrases.means, { term, section }), solution: quoted(definition) }, definition),
    ),
    ...gaps.slice(0, 1).flatMap((gap) => once(fillTheGap(gap, section, phrases), gap?.sentence)),
    ...once(opening ? { question: fill(phrases.begins, { section }), solution: quoted(opening) } : null, opening),
    ...once(closing ? { question: fill(phrases.ends, { section }), solution: quoted(closing) } : null, closing),
    ...gaps.slice(1).flatMap((gap) => once(fillTheGap(gap, section, phrases), gap?.sentence)),
  ];
}

/** A catechism asks and answers itself: “**Question 1.** …?” and, as the next paragraph, “**Answer.** …”. */
function askedAndAnswered(text: string): Exercise[] {
  const paragraphs = blocks(text).map((block) => /^\*\*[^*]+[.:]\*\*\s+([\s\S]+)$/.exec(block.text)?.[1]?.trim());
  return paragraphs.flatMap((question, index) => {
    const solution = paragraphs[index + 1];
    return question?.endsWith('?') && solution && !solution.endsWith('?')
      ? [{ question, solution: solution.replace(/^/gm, '> ') }]
      : [];
  });
}

const fillTheGap = (gap: Gap | null, section: string, phrases: Phrases): Exercise | null =>
  gap && {
    question: `${fill(phrases.gap, { section })}\n\n> ${gap.gapped}`,
    solution: `**${gap.word}**\n\n${quoted(gap.sentence)}`,
  };

/** What is taken from the text stands as a quotation. */
const quoted = (sentence: string): string => `> ${sentence}`;

/** @param first neighbours that count up begin with another task each */
const openExercises = (source: Source, first: number, phrases: Phrases): Exercise[] => {
  return phrases.open.map((_, index) => {
    const [task, solution] = phrases.open[(first + index) % phrases.open.length] ?? ['{section}', '{section}'];
    return { question: fill(task, { section: source.title }), solution: fill(solution, { section: source.title }) };
  });
};

interface Gap {
  sentence: string;
  gapped: string;
  word: string;
}

/** The sentence without its longest word; null when no word is long enough to be worth asking, or it stands there twice. */
function gapIn(sentence: string): Gap | null {
  if (/[`$\\[\]<>*_]/.test(sentence) || countWords(sentence) < 8) return null;
  const word = words(sentence).reduce((longest, next) => (next.length > longest.length ? next : longest), '');
  if (word.length < 5 || sentence.split(word).length !== 2) return null;
  return { sentence, gapped: sentence.replace(word, '(?)'), word };
}

function discussion(chapter: string, sources: readonly Source[], phrases: Phrases): string[] {
  const aboutSections = phrases.discuss.slice(0, -1);
  const ofChapter = phrases.discuss.slice(-1).map((phrase) => fill(phrase, { chapter }));
  const rounds = aboutSections.map((_, round) =>
    sources.map((source, index) =>
      fill(aboutSections[(index + round) % aboutSections.length] ?? '{section}', { section: source.title }),
    ),
  );
  const [first = [], ...others] = rounds;
  return [...first.slice(0, 2), ...ofChapter, ...first.slice(2), ...others.flat()];
}

function readings(
  { readings: offered, limits, course }: Material,
  chapter: string,
  phrases: Phrases,
): StudyDraft['scripture'] {
  const wanted =
    limits['scripture']?.max === 0 ? 0 : Math.max(limits['scripture']?.min ?? 0, limits['scripture'] ? 0 : 2);
  return shuffled(offered, `${course.title}\n${chapter}`)
    .slice(0, wanted)
    .map(({ reference, theme }, index) => {
      const phrase = phrases.scripture[index % phrases.scripture.length] ?? '{theme}';
      return { reference, connection: fill(phrase, { theme: theme || reference, chapter }) };
    });
}
