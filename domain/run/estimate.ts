/**
 * What a run would cost, before a cent is spent: calls, tokens, time and money, with every assumption said.
 *
 * The shape of each book follows from the course and the standard; what one call takes follows from calls that were
 * measured with the same model, or from round figures where there are none. It is an estimate and says how rough.
 */
import { PURPOSES, type Purpose } from '../model/language-model.ts';
import { costUsd, type PriceTable } from '../model/prices.ts';
import type { Standard } from '../standard/standard.ts';

export const COURSE_STATES = ['upToDate', 'missing', 'outdated', 'failed', 'held'] as const;
export type CourseState = (typeof COURSE_STATES)[number];

/** A course that the run's input names, as far as the estimate needs to know it. */
export interface CourseSize {
  id: string;
  modules: number;
  lectures: number;
  notesWords: number;
  state: CourseState;
  /** Whether the run writes its book; else it costs nothing. */
  isToWrite: boolean;
}

/** What calls of one purpose took so far, on the average. */
export interface CallAverage {
  calls: number;
  inputTokens: number;
  outputTokens: number;
  latencyMs: number;
}

export interface EstimateRequest {
  courses: CourseSize[];
  standard: Standard;
  model: string;
  judges: number;
  averages: Partial<Record<Purpose, CallAverage>>;
  prices: PriceTable | null;
  concurrency: number;
  /** Calls that the fleet makes at once. */
  callsAtOnce: number;
}

export interface Estimate {
  courses: Record<CourseState, number> & { total: number; toWrite: number };
  books: number;
  chapters: number;
  calls: number;
  tokens: { input: number; output: number };
  minutes: number;
  /** From every call asked once to every call asked twice; null when the model has no known price. */
  costUsd: { low: number; high: number } | null;
  model: string;
  pricesOf: string | null;
  assumptions: string[];
}

/** Prices the run that `input` would start. Pure: the same catalogue and averages give the same figures. */
export function estimateRun(request: EstimateRequest): Estimate {
  const { courses, model, averages, prices } = request;
  const shapes = courses.filter(({ isToWrite }) => isToWrite).map((course) => bookShape(course, request.standard));

  const chapters = sum(shapes.map((shape) => shape.chapters));
  const counts: Record<Purpose, number> = {
    outline: shapes.filter(({ isPlanned }) => isPlanned).length,
    section: sum(shapes.map((shape) => shape.sections)),
    frame: chapters,
    study: chapters,
    judge: chapters * request.judges,
  };
  const notesPerSection = sum(shapes.map((shape) => shape.notesWords)) / Math.max(1, counts.section);
  const perCall = callSizes(request.standard, notesPerSection, chapters === 0 ? 0 : counts.section / chapters);
  const size = (purpose: Purpose): CallAverage => averageOf(averages, purpose) ?? perCall[purpose];
  const total = (key: keyof CallAverage): number =>
    sum(PURPOSES.map((purpose) => counts[purpose] * size(purpose)[key]));

  const tokens = { input: Math.round(total('inputTokens')), output: Math.round(total('outputTokens')) };
  const once = prices && costUsd(prices, model, { inputTokens: tokens.input, outputTokens: tokens.output });
  const calls = sum(Object.values(counts));
  const atOnce = Math.max(1, Math.min(request.callsAtOnce, request.concurrency * CALLS_AT_ONCE_PER_BOOK, calls));
  return {
    courses: { total: courses.length, toWrite: shapes.length, ...countStates(courses) },
    books: shapes.length,
    chapters,
    calls,
    tokens,
    minutes: Math.ceil((total('latencyMs') * REPEATS) / atOnce / 60_000),
    costUsd: once === null ? null : { low: cents(once), high: cents(once * 2) },
    model,
    pricesOf: prices?.date ?? null,
    assumptions: assumptionsOf(request, { atOnce, hasPrice: once !== null }),
  };
}

/** Share of calls that are asked again or revised, as a factor on the time. */
const REPEATS = 1.2;
const CALLS_AT_ONCE_PER_BOOK = 12;
const TOKENS_PER_WORD = 1.4;
/** Rules, schema and course of a prompt, in tokens. */
const PROMPT_TOKENS = 1_800;
const TOKENS_PER_SECOND = 60;
const FIRST_TOKEN_MS = 1_500;
/** Fewer measured calls than this say nothing. */
const MEASURED_ENOUGH = 10;

interface BookShape {
  chapters: number;
  sections: number;
  notesWords: number;
  isPlanned: boolean;
}

/** Chapters and sections as the plan of a book makes them, without reading the notes. */
function bookShape({ modules, lectures, notesWords }: CourseSize, { lengths }: Standard): BookShape {
  const fromNotes = Math.ceil(notesWords / lengths.notesWordsPerSection);
  const own = Math.max(lectures, modules, fromNotes);
  const isPlanned = own < lengths.chapters.min;
  const chapters = Math.min(
    lengths.chapters.max,
    Math.max(lengths.chapters.min, modules, Math.ceil(own / lengths.sectionsPerChapter.max)),
  );
  return { chapters, sections: Math.max(own, chapters * lengths.sectionsPerChapter.min), notesWords, isPlanned };
}

/** Round figures for a model that was never measured here. */
function callSizes(
  { lengths, counts }: Standard,
  notesPerSection: number,
  sectionsPerChapter: number,
): Record<Purpose, CallAverage> {
  const chapterWords = Math.max(lengths.chapterWords.min * 1.2, sectionsPerChapter * lengths.sectionWords.min);
  const frameWords = 6 * middle(lengths.stepWords);
  const studyWords = middle(lengths.summaryWords) + counts.exercises.min * 90 + counts.keyTerms.min * 30;
  const sectionWords = Math.max(
    lengths.sectionWords.min,
    (chapterWords - frameWords) / Math.max(1, sectionsPerChapter),
  );
  const call = (inputWords: number, outputWords: number): CallAverage => {
    const outputTokens = outputWords * TOKENS_PER_WORD;
    return {
      calls: 0,
      inputTokens: PROMPT_TOKENS + inputWords * TOKENS_PER_WORD,
      outputTokens,
      latencyMs: FIRST_TOKEN_MS + (outputTokens / TOKENS_PER_SECOND) * 1000,
    };
  };
  return {
    outline: call(100, lengths.chapters.min * 120),
    section: call(notesPerSection, sectionWords),
    frame: call(sectionWords * sectionsPerChapter, frameWords),
    study: call(sectionWords * sectionsPerChapter, studyWords),
    judge: call(chapterWords, 900),
  };
}

function averageOf(averages: EstimateRequest['averages'], purpose: Purpose): CallAverage | null {
  const average = averages[purpose];
  return average && average.calls >= MEASURED_ENOUGH ? average : null;
}

function assumptionsOf(
  { standard, model, judges, averages, prices, concurrency }: EstimateRequest,
  { atOnce, hasPrice }: { atOnce: number; hasPrice: boolean },
): string[] {
  const measured = PURPOSES.filter((purpose) => averageOf(averages, purpose));
  const guessed = PURPOSES.filter((purpose) => !averageOf(averages, purpose));
  return [
    `Standard ${standard.id}: at least ${standard.lengths.chapters.min} chapters of ${standard.lengths.chapterWords.min} words, a call for each section, one for the six steps, one for study material, ${judges} for the judge.`,
    ...(measured.length > 0
      ? [`Tokens and time of ${measured.join(', ')}: average of earlier calls of ${model}.`]
      : []),
    ...(guessed.length > 0
      ? [
          `Tokens and time of ${guessed.join(', ')}: ${TOKENS_PER_WORD} tokens a word, ${TOKENS_PER_SECOND} tokens a second; nothing was measured yet.`,
        ]
      : []),
    `Time: books at once: ${concurrency}, calls at once: ${atOnce}, one call in five asked again. Exports and the provider's limits come on top.`,
    hasPrice
      ? `Money: prices of ${prices?.date ?? ''}; the low figure asks every call once, the high one twice.`
      : `Money: no price is known for ${model}, so no figure is given. Put it into the price table.`,
  ];
}

function countStates(courses: CourseSize[]): Record<CourseState, number> {
  const counts = { upToDate: 0, outdated: 0, missing: 0, held: 0, failed: 0 };
  for (const { state } of courses) counts[state] += 1;
  return counts;
}

const middle = ({ min, max }: { min: number; max: number }): number => (min + max) / 2;
const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
const cents = (dollars: number): number => Math.round(dollars * 100) / 100;
