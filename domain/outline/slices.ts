/**
 * Slices: consecutive pieces of a long lecture's notes, one for each section that rests on them.
 *
 * Each has prose to rest on, and begins with a heading of the notes where one is near. A footnote or a link's address goes
 * with every slice that marks it; one without a mark goes with the last.
 */
import type { Lecture } from '../course/course.ts';
import { withSignsShown } from '../text/markdown-source.ts';
import { piecesOf, readNotes, type Mark, type Meaning, type NoteBlocks, type Piece } from './note-blocks.ts';
import type { OutlineSection } from './outline.ts';

/** The notes that a section rests on: all of them, or its slice; null when the lecture has none. */
export function sectionNotes(lecture: Lecture, slice: OutlineSection['slice']): string | null {
  const notes = lecture.notes?.trim() ?? '';
  if (notes === '') return null;
  if (slice === null) return notes;
  return sliceText(notes, slice.count)[slice.index - 1] ?? null;
}

/** How many slices, at most `wanted`, the lecture's notes give: fewer where less of them is prose or may be cut. */
export function sliceCount(lecture: Lecture, wanted: number): number {
  const notes = lecture.notes?.trim() ?? '';
  for (let count = wanted; count > 1;) {
    const given = sliceText(notes, count).length;
    if (given === count) return count;
    count = given;
  }
  return 1;
}

/** Cuts `text` into at most `count` slices that hold all of it in order, each near the same length in characters. */
export function sliceText(text: string, count: number): string[] {
  if (count <= 1) return text.trim() === '' ? [] : [text];
  const notes = readNotes(text);
  const pieces = piecesOf(notes, Math.ceil(notes.text.length / count));
  if (pieces.length === 0) return [text];
  const prose = pieces.some(({ hasProse }) => hasProse) ? pieces : pieces.map(asProse);
  const ends = [...cuts(prose, count), pieces.length];
  const slices = ends.map((end, index) => pieces.slice(ends[index - 1] ?? 0, end));
  return slices.map((slice, index) => withSignsShown(sliceOf(slice, notes, index === slices.length - 1)));
}

/** Notes without a sentence are cut between whatever they have but headings. */
const asProse = (piece: Piece): Piece => ({ ...piece, hasProse: piece.kind !== 'heading' && !isSilent(piece) });

/** Places before pieces: those that are nearest to equal lengths, with prose on both sides, and no heading right before. */
function cuts(pieces: Piece[], count: number): number[] {
  const ends = runningSum(pieces.map(({ from, to }) => to - from));
  const prose = runningSum(pieces.map(({ hasProse }) => Number(hasProse)));
  const total = ends.at(-1) ?? 0;
  const most = Math.min(count, prose.at(-1) ?? 0);
  const limit = total / Math.max(1, most);
  const headsOn = openHeadings(pieces);
  const found: number[] = [];
  for (let index = 1; index < most; index += 1) {
    const proseBefore = found.length === 0 ? 0 : (prose[(found.at(-1) ?? 0) - 1] ?? 0);
    let best = { at: 0, cost: Infinity };
    for (let at = (found.at(-1) ?? 0) + 1; at < pieces.length; at += 1) {
      const [before, after] = [pieces[at - 1], pieces[at]];
      const proseNow = prose[at - 1] ?? 0;
      if (!before || !after || headsOn[at - 1] === true || proseNow === proseBefore) continue;
      if ((prose.at(-1) ?? 0) - proseNow < most - index) break;
      const cost = Math.abs((ends[at - 1] ?? 0) - index * limit) / limit + costOf(before, after);
      if (cost < best.cost) best = { at, cost };
    }
    if (best.at === 0) break;
    found.push(best.at);
  }
  return found;
}

/** Whether a heading waits behind each piece for what it heads; comments and lines do not end that. */
function openHeadings(pieces: Piece[]): boolean[] {
  let isOpen = false;
  return pieces.map((piece) => (isOpen = piece.kind === 'heading' || (isOpen && isSilent(piece))));
}

/** Comments, tags and lines across the page. */
const isSilent = ({ kind, hasProse }: Piece): boolean => kind === 'thematicBreak' || (kind === 'html' && !hasProse);

/** In shares of a slice: how much longer or shorter one may be for a better place. */
const costOf = (before: Piece, after: Piece): number => {
  if (after.kind === 'heading') return -0.25;
  if (!after.beginsBlock) return 0.05;
  return before.leadsOn || !after.hasProse ? 0.15 : 0;
};

function sliceOf(pieces: Piece[], notes: NoteBlocks, isLast: boolean): string {
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!first || !last) return '';
  const body = pieces
    .map((piece, index) => textBefore(piece, pieces[index - 1], notes.text) + notes.text.slice(piece.from, piece.to))
    .join('')
    .trimEnd();
  const text = first.kind === 'code' ? body : body.trimStart();
  const meanings = meaningsFor(first.from, last.to, notes, isLast).map((meaning) => meaning.text.trimEnd());
  if (meanings.length === 0) return text;
  // Code and HTML may be open at their end: what follows would be a part of them.
  if (last.kind !== 'code' && last.kind !== 'html') return [text, ...meanings].join('\n\n');
  return [...meanings, ...(first.kind === 'code' ? [NOTHING] : []), text].join('\n\n');
}

/** Where meanings were taken out, what follows must not become a part of a list, or of the code before it. */
function textBefore(piece: Piece, previous: Piece | undefined, text: string): string {
  if (!previous) return '';
  const between = text.slice(previous.to, piece.from);
  if (between.trim() === '') return between;
  return previous.kind === 'list' || piece.kind === 'code' ? `\n\n${NOTHING}\n\n` : '\n\n';
}

/** What Markdown keeps blocks apart with. */
const NOTHING = '<!-- -->';

/** The meanings of the marks from one place to another; with the last slice, those too that are marked nowhere. */
function meaningsFor(from: number, to: number, notes: NoteBlocks, isLast: boolean): Meaning[] {
  const { meanings, marks } = notes;
  const isHere = (at: number): boolean => at >= from && at < to;
  const marked = isLast ? withMarked(meanings, marks) : new Set(meanings);
  const unmarked = meanings.filter((meaning) => !meaning.isInPiece && !marked.has(meaning));
  const keys = [...marks.filter(({ at }) => isHere(at)), ...unmarked.flatMap((meaning) => meaning.marks)];
  const wanted = new Set([...withMarked(meanings, keys), ...unmarked]);
  return meanings.filter((meaning) => wanted.has(meaning) && !(meaning.isInPiece && isHere(meaning.from)));
}

/** What the marks mean, and what that marks in its turn. */
function withMarked(meanings: readonly Meaning[], marks: readonly Mark[]): Set<Meaning> {
  // The first of several with one key is meant.
  const byKey = new Map(meanings.toReversed().map((meaning) => [meaning.key, meaning]));
  const found = new Set<Meaning>();
  const waiting = [...marks];
  for (let mark = waiting.pop(); mark !== undefined; mark = waiting.pop()) {
    const meaning = byKey.get(mark.key);
    if (!meaning || found.has(meaning)) continue;
    found.add(meaning);
    waiting.push(...meaning.marks);
  }
  return found;
}

const runningSum = (numbers: number[]): number[] => {
  let sum = 0;
  return numbers.map((number) => (sum += number));
};
