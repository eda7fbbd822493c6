/** The port to the calls that the fleet has in hand: how many one server takes at once, and who asks it now. */

/**
 * How a call ended, as far as it tells what the server bears: `lost` is cut or timed out, `refused` is 429 and its kin,
 * `other` says nothing of it.
 */
export type CallEnd = 'answered' | 'lost' | 'refused' | 'other';

export interface EndedCall {
  end: CallEnd;
  ageMs: number;
  /** Until the first token of the reply; 0 when none came. */
  firstTokenMs: number;
}

/** What one caller says of its calls to one server. */
export interface CallReport {
  /** Base URL: its models share what it can bear. */
  server: string;
  /** The process that asks; one that is silent for 15 s is dead, and what it held is free. */
  caller: string;
  /** Calls that it has in hand and that go on. */
  held: number;
  /** Calls that it would begin. */
  wanted: number;
  /** The most that the operator allows, over the whole fleet. */
  most: number;
  ended: EndedCall[];
}

export interface CallGrant {
  /** Calls that the caller may begin now: they count as held by it from here on. */
  granted: number;
  /** Calls that the server takes at once, as far as is known. */
  atOnce: number;
  /** Calls of the whole fleet when the report came, with those that it says have ended. */
  inHand: number;
  /** The slowest first token of late; 0 while none came. */
  firstTokenMs: number;
}

export interface SlotStore {
  /** Safe to repeat but for `ended`, which counts each time. @throws LibraryError DatabaseUnavailable */
  reportCalls(report: CallReport): Promise<CallGrant>;
}
