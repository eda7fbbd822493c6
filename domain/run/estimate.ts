/**
 * What a run would cost, before a cent is spent: calls, tokens, time and money, with every assumption said.
 *
 * The shape of each book follows from the course and the standard; what one call takes follows from calls that were
 * measured with the same model, or from round figures where there are none. It is an estimate and says how rough.
 */
import { chapterWordsAbout } from '../chapter/parts/limits.ts';
import { CHAPTER_PARTS, partsOf, type PartRegistry } from '../chapter/parts/registry.ts';
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
  averages: Readonly<Record<string, CallAverage>>;
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
export function estimateRun(request: EstimateRequest, registry: PartRegistry = CHAPTER_PARTS): Estimate {
  const { courses, model, averages, prices } = request;
  const shapes = courses.filter(({ isToWrite }) => isToWrite).map((course) => bookShape(course, request.standard));

  const chapters = sum(shapes.map((shape) => shape.chapters));
  const asked = callsOf(request, { shapes, registry });
  const total = (key: keyof CallAverage): number =>
    sum(asked.map(({ purpose, count, size }) => count * (averageOf(averages, purpose) ?? size)[key]));

  const tokens = { input: Math.round(total('inputTokens')), output: Math.round(total('outputTokens')) };
  const once = prices && costUsd(prices, model, { inputTokens: tokens.input, outputTokens: tokens.output });
  const calls = sum(asked.map(({ count }) => count));
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
    assumptions: assumptionsOf(request, {
      atOnce,
      hasPrice: once !== null,
      purposes: asked.map(({ purpose }) => purpose),
    }),
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

interface AskedCalls {
  purpose: string;
  count: number;
  /** Round figures for a model that was never measured here. */
  size: CallAverage;
}

/** Words of a judge's answers to the whole rubric, about. */
const JUDGEMENT_WORDS = 900;

/** The calls that books of these shapes take, by purpose. */
function callsOf(
  { standard, judges }: EstimateRequest,
  { shapes, registry }: { shapes: BookShape[]; registry: PartRegistry },
): AskedCalls[] {
  const chapters = sum(shapes.map((shape) => shape.chapters));
  const sections = sum(shapes.map((shape) => shape.sections));
  const chapter = {
    sections: chapters === 0 ? 0 : sections / chapters,
    notesWords: sum(shapes.map(({ notesWords }) => notesWords)) / Math.max(1, sections),
  };
  const parts = partsOf(standard, registry).map(({ name, per, size }) => {
    const { input, output } = size(standard, chapter);
    return { purpose: name, count: per === 'section' ? sections : chapters, size: callSize(input, output) };
  });
  return [
    {
      purpose: 'outline',
      count: shapes.filter(({ isPlanned }) => isPlanned).length,
      size: callSize(100, standard.lengths.chapters.min * 120),
    },
    ...parts,
    {
      purpose: 'judge',
      count: chapters * judges,
      size: callSize(chapterWordsAbout(standard, chapter.sections), JUDGEMENT_WORDS),
    },
  ];
}

function callSize(inputWords: number, outputWords: number): CallAverage {
  const outputTokens = outputWords * TOKENS_PER_WORD;
  return {
    calls: 0,
    inputTokens: PROMPT_TOKENS + inputWords * TOKENS_PER_WORD,
    outputTokens,
    latencyMs: FIRST_TOKEN_MS + (outputTokens / TOKENS_PER_SECOND) * 1000,
  };
}

function averageOf(averages: EstimateRequest['averages'], purpose: string): CallAverage | null {
  const average = averages[purpose];
  return average && average.calls >= MEASURED_ENOUGH ? average : null;
}

function assumptionsOf(
  { standard, model, judges, averages, prices, concurrency }: EstimateRequest,
  { atOnce, hasPrice, purposes }: { atOnce: number; hasPrice: boolean; purposes: string[] },
): string[] {
  const measured = purposes.filter((purpose) => averageOf(averages, purpose));
  const guessed = purposes.filter((purpose) => !averageOf(averages, purpose));
  return [
    `Standard ${standard.id}: at least ${standard.lengths.chapters.min} chapters of ${standard.lengths.chapterWords.min} words; calls of ${purposes.join(', ')}, ${judges} of judge for each chapter.`,
    ...(measured.length > 0
      ? [`Tokens and time of ${measured.join(', ')}: average of the latest calls of ${model}.`]
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

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
const cents = (dollars: number): number => Math.round(dollars * 100) / 100;
