/**
 * Slices: consecutive pieces of a long lecture's notes, one for each section that rests on them.
 *
 * Cut between paragraphs where that gives pieces of like size, else between sentences, words, characters; a heading stays
 * with what follows it, and a fenced block that must be cut is fenced again on both sides.
 */
import type { Lecture } from '../course/course.ts';
import type { OutlineSection } from './outline.ts';

/** The notes that a section rests on: all of them, or its slice; null when the lecture has none. */
export function sectionNotes(lecture: Lecture, slice: OutlineSection['slice']): string | null {
  const notes = lecture.notes?.trim() ?? '';
  if (notes === '') return null;
  if (slice === null) return notes;
  return sliceText(notes, slice.count)[slice.index - 1] ?? null;
}

/** Cuts `text` into at most `count` pieces that hold all of it in order, each near the same length in characters. */
export function sliceText(text: string, count: number): string[] {
  const limit = Math.ceil(text.length / count);
  const atoms = withHeadings(paragraphs(text), limit).flatMap((block) => divide(block, limit));
  const total = atoms.reduce((sum, atom) => sum + atom.text.length, 0);
  const slices: Atom[][] = Array.from({ length: count }, () => []);
  let before = 0;
  for (const atom of atoms) {
    // By its middle: with no atom longer than a slice, no slice stays empty.
    const middle = before + atom.text.length / 2;
    slices[Math.min(count - 1, Math.floor((middle * count) / total))]?.push(atom);
    before += atom.text.length;
  }
  return slices.map(joinAtoms).filter((slice) => slice !== '');
}

interface Atom {
  text: string;
  /** What stands before it when it follows another atom in one slice. */
  glue: string;
}

const joinAtoms = (atoms: Atom[]): string =>
  atoms
    .map(({ text, glue }, index) => (index === 0 ? text : glue + text))
    .join('')
    .trim();

/** Blocks between blank lines; a fenced block or display formula is one block whatever it holds. */
function paragraphs(text: string): string[] {
  const blocks: string[] = [];
  let open: string | null = null;
  let lines: string[] = [];
  const close = (): void => {
    if (lines.length > 0) blocks.push(lines.join('\n'));
    lines = [];
  };
  for (const line of text.split('\n')) {
    const fence = /^ {0,3}(`{3,}|~{3,}|\$\$)/.exec(line)?.[1];
    if (open !== null) {
      lines.push(line);
      if (fence?.startsWith(open) && /^ {0,3}(?:`+|~+|\$\$)\s*$/.test(line)) {
        open = null;
        close();
      }
    } else if (fence !== undefined) {
      close();
      lines.push(line);
      // `$$ x $$` on one line opens nothing.
      if (fence !== '$$' || line.trim() === '$$') open = fence;
    } else if (line.trim() === '') close();
    else lines.push(line);
  }
  close();
  return blocks;
}

/** Joins a heading to the block after it, where both together still fit a slice. */
function withHeadings(blocks: string[], limit: number): string[] {
  return blocks.reduce<string[]>((joined, block) => {
    const last = joined.at(-1);
    const follows = last !== undefined && /^#{1,6} [^\n]*$/.test(last) && last.length + block.length < limit;
    return follows ? [...joined.slice(0, -1), `${last}\n\n${block}`] : (joined.push(block), joined);
  }, []);
}

function divide(block: string, limit: number): Atom[] {
  const glue = '\n\n';
  if (block.length <= limit) return [{ text: block, glue }];
  const fenced = /^( {0,3}(?:`{3,}|~{3,})[^\n]*)\n([\s\S]*?)\n( {0,3}(?:`{3,}|~{3,}))\s*$/.exec(block);
  if (fenced) {
    const [, opening = '', code = '', closing = ''] = fenced;
    return pack(code.split(/(?<=\n)/), limit).map((part) => ({
      text: `${opening}\n${part.trimEnd()}\n${closing}`,
      glue,
    }));
  }
  const sentences = block.split(/(?<=[.!?…。！？؟।][”’"')\]]*\s+|[。！？]|\n)/u);
  return pack(sentences, limit).map((text, index) => ({ text, glue: index === 0 ? glue : '' }));
}

/** Puts pieces together up to `limit`; a piece above it is cut at words, and a word above it at characters. */
function pack(pieces: string[], limit: number): string[] {
  // Smaller packs than a slice, so that slices come out even.
  const room = Math.max(1, Math.floor(limit / 4));
  const packs: string[] = [];
  for (const piece of pieces.flatMap((text) => (text.length <= room ? [text] : text.split(/(?<=\s)/u)))) {
    for (const text of piece.length <= room ? [piece] : characters(piece, room)) {
      const last = packs.at(-1);
      if (last !== undefined && last.length + text.length <= room) packs[packs.length - 1] = last + text;
      else packs.push(text);
    }
  }
  return packs;
}

const characters = (text: string, room: number): string[] => {
  const points = [...text];
  const size = Math.max(1, Math.floor(room / 2));
  return Array.from({ length: Math.ceil(points.length / size) }, (_, index) =>
    points.slice(index * size, (index + 1) * size).join(''),
  );
};
