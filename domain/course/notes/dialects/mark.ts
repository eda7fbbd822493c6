/** Marks inside the text of notes, each with what it becomes. */
import type { DroppedMark, Edit } from '../source/lines.ts';

export interface Notes {
  text: string;
  /** Of a program whose lines that begin with a percent sign are comments. */
  isMyst: boolean;
  /** With components among the text. */
  isMdx: boolean;
  /** Headings by the label before or behind them. */
  headings: ReadonlyMap<string, string>;
}

/** Finds every place of one kind of mark in time in proportion to the text. */
export type Mark = (notes: Notes) => Iterable<Edit>;

type Match = RegExpExecArray;

/** @param becomes null leaves the place as it is */
export const mark = (
  pattern: RegExp,
  becomes: (match: Match, notes: Notes) => string | null,
  dropped: DroppedMark | null = null,
): Mark =>
  function* find(notes) {
    for (const match of notes.text.matchAll(pattern)) {
      const text = becomes(match, notes);
      if (text !== null) yield { from: match.index, to: match.index + match[0].length, text, dropped };
    }
  };

/** What stands between an opening and the next closing, both of which go with it. */
export const between = (opening: RegExp, closing: RegExp, dropped: DroppedMark): Mark =>
  function* find({ text }) {
    let at = 0;
    const closings = text.matchAll(closing);
    let close = closings.next();
    for (const open of text.matchAll(opening)) {
      if (open.index < at) continue;
      const from = open.index + open[0].length;
      while (!close.done && close.value.index < from) close = closings.next();
      if (close.done) return;
      at = close.value.index + close.value[0].length;
      yield { from: open.index, to: at, text: '', dropped };
    }
  };

export const PROGRAM = 'a mark of the program that made the notes';
export const EMBEDDED = 'an embedded page, film or file';
export const NO_DESCRIPTION = 'a picture without description';

export const asPicture = (alt: string): string => `![${alt.replace(/[[\]]/gu, '\\$&')}](picture)`;

/** Value of `name="…"` among the words of a tag. */
export const attributeOf = (words: string, ...names: readonly string[]): string => {
  for (const name of names) {
    const found = new RegExp(`(?<![\\w-])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'u').exec(words);
    const value = (found?.[1] ?? found?.[2] ?? '').trim();
    if (value !== '') return value;
  }
  return '';
};
