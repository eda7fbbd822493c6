/** Lines of notes that know where they stood in what was brought, and changes to a text that keep that knowledge. */

export interface Line {
  text: string;
  /** Of the notes as they were brought, from 1. */
  number: number;
}

/** What was left out of notes, for the person who brought them. */
export interface Dropped {
  line: number;
  what: DroppedMark;
}

export type DroppedMark =
  | 'a comment'
  | 'metadata at the head'
  | 'a picture without description'
  | 'an embedded page, film or file'
  | 'a list that the program makes'
  | 'a mark of the program that made the notes';

export type Drop = (line: number, what: DroppedMark) => void;

export interface Edit {
  from: number;
  to: number;
  text: string;
  /** Null when nothing is lost, only said another way. */
  dropped: DroppedMark | null;
}

export const joinLines = (lines: readonly Line[]): string => lines.map(({ text }) => text).join('\n');

/** Carries out changes of the joined lines; of two that overlap, the one that begins first. */
export function applyEdits(lines: readonly Line[], edits: readonly Edit[], drop: Drop): Line[] {
  if (edits.length === 0) return [...lines];
  const text = joinLines(lines);
  const numberAt = lineFinder(lines);
  const pieces: { text: string; from: number; isOld: boolean }[] = [];
  let at = 0;
  for (const { from, to, text: becomes, dropped } of [...edits].sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (from < at) continue;
    if (dropped !== null) drop(numberAt(from), dropped);
    pieces.push({ text: text.slice(at, from), from: at, isOld: true }, { text: becomes, from, isOld: false });
    at = to;
  }
  pieces.push({ text: text.slice(at), from: at, isOld: true });
  return linesOf(pieces, lineFinder(lines));
}

function linesOf(
  pieces: readonly { text: string; from: number; isOld: boolean }[],
  numberAt: (offset: number) => number,
): Line[] {
  const result: Line[] = [];
  let open: { text: string[]; number: number } | null = null;
  for (const { text, from, isOld } of pieces) {
    let offset = from;
    text.split('\n').forEach((part, index) => {
      if (index > 0 && open) {
        result.push({ text: open.text.join(''), number: open.number });
        open = null;
      }
      open ??= { text: [], number: numberAt(offset) };
      open.text.push(part);
      if (isOld) offset += part.length + 1;
    });
  }
  const last: { text: string[]; number: number } | null = open;
  return last === null ? result : [...result, closed(last)];
}

const closed = ({ text, number }: { text: string[]; number: number }): Line => ({ text: text.join(''), number });

/** Number of the line at an offset of the joined lines; the offsets asked for rise. */
export function lineFinder(lines: readonly Line[]): (offset: number) => number {
  let index = 0;
  let end = lines[0]?.text.length ?? 0;
  return (offset) => {
    while (offset > end && index < lines.length - 1) {
      index += 1;
      end += 1 + (lines[index]?.text.length ?? 0);
    }
    return lines[index]?.number ?? 1;
  };
}
