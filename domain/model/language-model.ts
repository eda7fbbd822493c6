/** The port to the language model: one question with a checked, typed answer, paid for once. */
import type { z } from 'zod';
import type { Fault } from '../finding.ts';

/** `outline`, `judge`, or the name of the kind of part that is written. */
export type Purpose = string;

/** The place of a call in the library: its natural key. The same place and the same prompt are never paid for twice. */
export interface CallPlace {
  courseId: string;
  bookId: string;
  runId: string | null;
  purpose: Purpose;
  /** 0 for the book itself. */
  chapter: number;
  /** Part of the chapter, such as `section:3`; the judge's id for a judgement; empty for the whole. */
  part: string;
  revision: number;
}

export interface ModelTask<Draft> {
  /** Title of the schema on the wire, such as `section_draft`; a server may show it to the model. */
  schemaName: string;
  schema: z.ZodType<Draft>;
  system: string;
  prompt: string;
  maxOutputTokens: number;
  /** What is wrong with a well-formed draft: empty when it is sound. Its details go into the next ask. */
  check: (draft: Draft) => Fault[] | Promise<Fault[]>;
  /**
   * Given where a draft that stays unsound is worth more than none: after the last ask the newest draft of the right shape is
   * what `complete` gives, and its faults are told here first.
   */
  onUnsound?: (faults: Fault[]) => void;
}

/** A task whose drafts are checked on the spot. */
export interface CheckedTask<Draft> extends ModelTask<Draft> {
  check: (draft: Draft) => Fault[];
}

export interface CallOptions {
  signal: AbortSignal;
  /** Called at least every few seconds while work moves; a caller that heartbeats passes its heartbeat. */
  onProgress: (progress: { phase: 'waiting' | 'asking' | 'receiving'; ask: number; outputChars: number }) => void;
}

export interface LanguageModel {
  readonly name: string;
  /** The rehearsal model says so itself, in every reply; what it writes is marked. */
  readonly isRehearsal: boolean;
  /** False when the price table does not know it: what it costs is unknown, and no budget can hold. */
  readonly isPriced: boolean;
  /**
   * Asks until a draft is well-formed and sound, at most the configured number of asks; every ask is a row of
   * `model_calls` and a row that has its reply is read, not paid for again.
   * @throws LibraryError ModelOutputInvalid after the last ask, unless the task takes unsound drafts; ModelAccessDenied, ModelRequestRejected, ModelRefused,
   *   RunPaused, BudgetReached; ModelOverloaded, ModelUnreachable, ModelStalled, ModelServerError (with retryAfterMs)
   */
  complete<Draft>(place: CallPlace, task: ModelTask<Draft>, options: CallOptions): Promise<Draft>;
}
