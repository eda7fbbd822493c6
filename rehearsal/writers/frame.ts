/**
 * Writes the frame of a chapter around its sections: the steps that the request asks for, objectives and summary.
 *
 * A step is an opening and tasks built on titles, with at most one sentence of the text, as a quotation; no sentence
 * stands twice in a frame.
 */
import { hashNumber, inTurns, turned } from '../text/pick.ts';
import type { Material } from '../text/material.ts';
import { fill } from '../phrases/fill.ts';
import { phrasesFor } from '../phrases/phrases.ts';
import type { Phrases, Step } from '../phrases/phrases.ts';
import { countWords } from '../text/words.ts';
import { frameQuotes, NO_QUOTES } from './frame-quotes.ts';
import { chapterName, readSources, type Source } from './quotes.ts';

export interface FrameDraft {
  objectives: string[];
  steps: Record<string, string>;
  summary: string;
}

/** @param stepIds keys of the steps, in order */
export function writeFrame(material: Material, stepIds: readonly string[]): FrameDraft {
  const { course, limits } = material;
  const phrases = phrasesFor(course.language);
  const chapter = chapterName(material);
  const sources = readSources(material, phrases);
  const quotes = material.findings.length > 0 ? NO_QUOTES : frameQuotes(sources, phrases);
  const stepWords = { min: limits['stepWords']?.min ?? 25, max: limits['stepWords']?.max ?? 200 };
  const summaryWords = { min: limits['summaryWords']?.min ?? 25, max: limits['summaryWords']?.max ?? 200 };
  const first = hashNumber(chapter) % sources.length;

  const styles: Style[] = [
    { phrases: phrases.ignition, quote: quotes.ignition },
    { phrases: phrases.download, quote: [] },
    { phrases: phrases.demonstration, quote: quotes.demonstration },
    { phrases: phrases.activation, quote: [] },
    { phrases: phrases.reflection, quote: quotes.reflection },
    { phrases: phrases.commission, quote: [] },
  ];
  const step = (offset: number, { phrases: [opening, ...tasks], quote, isAgain = false }: Style): string => {
    const turnedSources = turned(sources, first + offset).map((source, turn) => ({ source, isOdd: turn % 2 === 1 }));
    // Neighbours get different tasks; the other task of each comes only where more words are asked for.
    const round = (place: number): string[] =>
      turnedSources.flatMap(({ source, isOdd }) =>
        (isOdd ? tasks.toReversed() : tasks)
          .slice(place, place + 1)
          .map((task) => fill(task, { section: source.title, chapter, title: course.title })),
      );
    const list = sources.map((source) => fill(phrases.quoted, { section: source.ownTitle })).join(phrases.comma);
    const isOpened = !isAgain && (sources.length > 1 || !opening.includes('{list}'));
    const opened = isOpened ? [fill(opening, { chapter, list })] : [];
    const rounds = isAgain ? [...round(1), ...round(0)] : [...round(0), ...round(1)];
    return compose([...opened, ...quote], rounds, stepWords);
  };

  return {
    objectives: objectivesOf(material, sources, phrases),
    steps: Object.fromEntries(
      inStyle(stepIds, styles).map(({ id, style }, at): [string, string] => [id, step(at, style)]),
    ),
    summary: summaryOf(chapter, sources, quotes.summary, summaryWords, phrases),
  };
}

/** How a step is written: an opening and two tasks, and what it quotes. */
interface Style {
  phrases: Step;
  quote: readonly string[];
  /** True where another step was written in this style: then it has no opening, and the other tasks come first. */
  isAgain?: boolean;
}

/** Fewer steps than styles spread over them from the first to the last; more take them again from the first. */
function inStyle(ids: readonly string[], styles: readonly Style[]): { id: string; style: Style }[] {
  const last = styles.length - 1;
  return ids.flatMap((id, at) => {
    const place =
      ids.length > styles.length ? at % styles.length : Math.round((at * last) / Math.max(1, ids.length - 1));
    const style = styles[place];
    return style ? [{ id, style: at >= styles.length ? { ...style, quote: [], isAgain: true } : style }] : [];
  });
}

/** The lectures' own objectives, one of each in turn; titles in a neutral form where there are too few. */
function objectivesOf({ limits, lectures }: Material, sources: readonly Source[], phrases: Phrases): string[] {
  const { min = 0, max = 6 } = limits['objectives'] ?? {};
  const given = unique(inTurns(lectures.map((lecture) => lecture.objectives.filter((text) => text.trim() !== ''))));
  const wanted = Math.max(min, Math.min(max, Math.max(given.length, sources.length), 6));
  const asked = phrases.objectives.flatMap((_, round) =>
    sources.map((source, index) => {
      const phrase = phrases.objectives[(index + round) % phrases.objectives.length] ?? '{section}';
      return fill(phrase, { section: source.title });
    }),
  );
  return (given.length >= min && given.length > 0 ? given : unique([...given, ...asked])).slice(0, wanted);
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

function summaryOf(
  chapter: string,
  sources: readonly Source[],
  quotes: readonly string[],
  range: { min: number; max: number },
  phrases: Phrases,
): string {
  const [led, stays] = phrases.summary;
  const opening =
    sources.length > 1
      ? [fill(led, { chapter, first: sources[0]?.ownTitle ?? '', last: sources.at(-1)?.ownTitle ?? '' })]
      : [];
  const questions = turned(sources, 1).map((source) => fill(stays, { section: source.title }));
  return compose([...opening, ...quotes], questions, range);
}

/** Opening and quotation, then tasks: two, or as many as the least length asks, and never more than the greatest allows. */
function compose(paragraphs: readonly string[], tasks: readonly string[], range: { min: number; max: number }): string {
  let written = countWords(paragraphs.join(' '));
  const chosen: string[] = [];
  for (const task of tasks) {
    const length = countWords(task);
    const isNeeded = chosen.length < Math.min(2, tasks.length) || written < range.min;
    if (!isNeeded || (paragraphs.length > 0 && written + length > range.max)) break;
    chosen.push(task);
    written += length;
  }
  return [...paragraphs, ...(chosen.length > 2 ? [chosen.map((task) => `- ${task}`).join('\n')] : chosen)].join('\n\n');
}
