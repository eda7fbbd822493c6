/**
 * Notes as a row of pieces between which they may be cut. A piece is a block of the Markdown tree; only a paragraph, a
 * list or a quotation that is longer than a slice comes in several: sentences, items, blocks of the quotation. Formulas,
 * tables and code are whole, however long.
 */
import type { Definition, FootnoteDefinition, List, Nodes, Paragraph, Root, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { memoizeByText } from '../memoize.ts';
import { htmlLines } from '../text/html-text.ts';
import { formulasIn } from '../text/markdown.ts';
import { boundMarkdown } from '../text/markdown-source.ts';
import { placedTree } from '../text/markdown-tree.ts';

export interface Piece {
  /** Offsets in the notes' text; at the start of a line but inside a paragraph. */
  from: number;
  to: number;
  kind: RootContent['type'];
  /** False for headings, pictures, formulas, code and tables: no section can rest on one of them alone. */
  hasProse: boolean;
  /** False where another piece of the same block is before it. */
  beginsBlock: boolean;
  /** A paragraph that ends in a colon. */
  leadsOn: boolean;
}

/** What is meant by a mark elsewhere: a footnote's text, a link's address. */
export interface Meaning {
  key: string;
  /** As a block of its own. */
  text: string;
  from: number;
  /** Inside a quotation or a list, and so in one of the pieces. */
  isInPiece: boolean;
  /** Those inside it. */
  marks: Mark[];
}

export interface Mark {
  at: number;
  key: string;
}

export interface NoteBlocks {
  /** The notes, as they are read: what the offsets count in. */
  text: string;
  /** The same, with signs that mean nothing in the place of formulas. */
  masked: string;
  blocks: NoteBlock[];
  meanings: Meaning[];
  /** Those in the pieces, in order. */
  marks: Mark[];
}

export const readNotes: (notes: string) => NoteBlocks = memoizeByText((notes) => {
  const text = boundMarkdown(notes);
  const masked = withoutFormulas(text);
  const tree = placedTree(masked);
  const nodes = tree.children.filter(({ type }) => type !== 'definition' && type !== 'footnoteDefinition');
  const blocks = nodes.map((node) => blockOf(node, masked));
  return { text, masked, blocks, meanings: meaningsIn(tree, text), marks: nodes.flatMap(marksIn) };
});

/**
 * @param limit length of a slice: longer paragraphs, lists and quotations are cut
 * @returns in order; the text between two of them is blank, or holds meanings
 */
export const piecesOf = ({ blocks, masked }: NoteBlocks, limit: number): Piece[] =>
  blocks.flatMap((block) => cutBlock(block, masked, limit));

function meaningsIn(tree: Root, text: string): Meaning[] {
  const tops = new Set<Nodes>(tree.children);
  const meanings: Meaning[] = [];
  visit(tree, (node) => {
    if (node.type !== 'footnoteDefinition' && node.type !== 'definition') return;
    const isInPiece = !tops.has(node);
    const { from } = offsets(node);
    meanings.push({ key: keyOf(node), text: writtenAlone(text, node), from, isInPiece, marks: marksIn(node) });
  });
  return meanings;
}

function marksIn(tree: Nodes): Mark[] {
  const marks: Mark[] = [];
  visit(tree, ['footnoteReference', 'linkReference', 'imageReference'], (node) => {
    if ('identifier' in node) marks.push({ at: offsets(node).from, key: keyOf(node) });
  });
  return marks;
}

const keyOf = (node: { type: string; identifier: string }): string =>
  `${node.type.startsWith('footnote') ? '^' : ''}${node.identifier}`;

/** Nothing in a formula is a mark: signs that mean nothing take their place, as many of them. */
function withoutFormulas(text: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const { from, to } of formulasIn(text)) {
    parts.push(text.slice(at, from), FORMULA_SIGN.repeat(to - from));
    at = to;
  }
  return parts.join('') + text.slice(at);
}

/** A noncharacter, which no notes hold. */
const FORMULA_SIGN = '\ufdd0';

/** What of a block is kept: not its tree, which takes ten times the memory. */
interface NoteBlock {
  whole: Piece;
  /** What a list or a quotation may be cut into when it is too long. */
  parts: { from: number; hasProse: boolean }[];
  /** Stretches of a paragraph that are nothing but text. */
  plain: { from: number; to: number }[];
}

function blockOf(node: RootContent, text: string): NoteBlock {
  const { from, to } = offsets(node);
  const whole = {
    ...{ from: lineStart(text, from), to, kind: node.type, hasProse: hasProse(node), beginsBlock: true },
    leadsOn: node.type === 'paragraph' && /[:：]\s*$/u.test(text.slice(from, to)),
  };
  return {
    whole,
    parts: node.type === 'list' ? listParts(node, text) : node.type === 'blockquote' ? quoteParts(node, text) : [],
    plain: node.type === 'paragraph' ? plainStretches(node) : [],
  };
}

/** An item that is indented like code would be code without those before it. */
const listParts = ({ children }: List, text: string): NoteBlock['parts'] =>
  children
    .map((item) => ({ from: lineStart(text, offsets(item).from), at: offsets(item).from, hasProse: hasProse(item) }))
    .filter(({ from, at }) => /^ {0,3}$/u.test(text.slice(from, at)));

const quoteParts = ({ children }: { children: RootContent[] }, text: string): NoteBlock['parts'] =>
  children
    .map((child) => ({ from: lineStart(text, offsets(child).from), hasProse: hasProse(child) }))
    .filter(({ from }) => /^ {0,3}>/u.test(text.slice(from, from + 4)));

/** Text between two tags belongs to them. */
function plainStretches({ children }: Paragraph): NoteBlock['plain'] {
  let open = 0;
  return children.flatMap((child) => {
    if (child.type === 'html' && !/^<(?:br|img|wbr|hr|input|!)|\/>$/iu.test(child.value))
      open = child.value.startsWith('</') ? Math.max(0, open - 1) : open + 1;
    return child.type === 'text' && open === 0 ? [offsets(child)] : [];
  });
}

/** Words outside of formulas, pictures, code and tables. */
function hasProse(node: Nodes): boolean {
  if (node.type === 'text') return WORD.test(node.value.replaceAll(FORMULA_SIGN, ''));
  if (node.type === 'html') return htmlLines(node.value).some((line) => WORD.test(line));
  return 'children' in node && !NO_PROSE.has(node.type) && node.children.some(hasProse);
}

const NO_PROSE = new Set<string>(['heading', 'table', 'footnoteDefinition']);
const WORD = /\p{L}/u;

function cutBlock({ whole, ...block }: NoteBlock, text: string, limit: number): Piece[] {
  const { from, to, kind, leadsOn } = whole;
  if (to - from <= (kind === 'paragraph' ? limit : limit * LONGEST_WHOLE)) return [whole];
  const parts = kind === 'paragraph' ? paragraphParts({ whole, ...block }, text, limit) : block.parts;
  if (parts.length < 2) return [whole];
  return parts.map((part, index) => ({
    ...{ kind, hasProse: part.hasProse, beginsBlock: index === 0, leadsOn: leadsOn && index === parts.length - 1 },
    ...{ from: index === 0 ? from : part.from, to: parts[index + 1]?.from ?? to },
  }));
}

/** In slices: a list that is a little longer than one stays whole. */
const LONGEST_WHOLE = 1.5;

/**
 * Cuts between sentences, else between words, else between the signs of scripts without spaces: a quarter of a slice long,
 * so that slices come out even.
 */
function paragraphParts({ whole: { from, to }, plain }: NoteBlock, text: string, limit: number): NoteBlock['parts'] {
  const room = Math.max(1, Math.floor(limit / 4));
  const places = plain.flatMap((stretch) => placesIn(stretch, text));
  const starts = [from];
  for (let next = 0; next < places.length;) {
    const start = starts.at(-1) ?? from;
    if (to - start <= room) break;
    // The last place of the best kind that leaves room; where there is none, the first that comes.
    let best = places[next];
    let ahead = next;
    for (; (places[ahead]?.at ?? Infinity) <= start + room; ahead += 1) {
      const place = places[ahead];
      if (place && best && place.rank <= best.rank) best = place;
    }
    const found = best?.at ?? to;
    starts.push(found);
    while ((places[next]?.at ?? Infinity) <= found) next += 1;
  }
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? to;
    return {
      from: start,
      hasProse: plain.some((one) => WORD.test(text.slice(Math.max(start, one.from), Math.min(end, one.to)))),
    };
  });
}

interface Place {
  at: number;
  /** 0 behind a sentence, 1 between words, 2 inside a row of signs. */
  rank: number;
}

/** Formulas are signs that are no letters here. */
const PLACE =
  /(?<sentence>[.!?…。！？؟।](?:\[\^[^\]\s]+\])*[”’"')\]]*\s+|[。！？](?=\S)|\n)|(?<word>\s+)|(?<sign>[^\p{ASCII}\p{M}\p{Z}\p{C}](?=[^\p{ASCII}\p{M}\p{P}\p{Z}\p{C}]))/gu;

/** What follows must not begin a block of another kind. */
const BEGINS_TEXT = /[ \t]*(?:["“”„‘’'«»(¿¡]|\p{L}|\p{N}(?!\d{0,8}[.)]))/uy;

const ENDS_IN_FORMULA = new RegExp(`${FORMULA_SIGN}[\\s.,;:!?)\\]'"”’]*$`, 'u');

function placesIn({ from, to }: { from: number; to: number }, text: string): Place[] {
  return [...text.slice(from, to).matchAll(PLACE)].flatMap(({ index, 0: found, groups }) => {
    const at = from + index + found.length;
    BEGINS_TEXT.lastIndex = at;
    if (at >= to || !BEGINS_TEXT.test(text)) return [];
    // A formula that ends a line may be set apart from the text: none is brought to a line's end.
    if (!found.includes('\n') && ENDS_IN_FORMULA.test(text.slice(Math.max(from, at - 40), at))) return [];
    return [{ at, rank: groups?.['sentence'] === undefined ? (groups?.['word'] === undefined ? 2 : 1) : 0 }];
  });
}

/** The meaning as a block of its own, without the marks of the quotation or list that holds it. */
function writtenAlone(text: string, node: Definition | FootnoteDefinition): string {
  const { from, to } = offsets(node);
  const indent = from - lineStart(text, from);
  const [first = '', ...others] = text.slice(from, to).split('\n');
  return [first, ...others.map((line) => line.replace(new RegExp(`^[ \\t>]{0,${indent}}`, 'u'), ''))].join('\n');
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

function offsets(node: Nodes): { from: number; to: number } {
  const { start, end } = node.position ?? {};
  if (start?.offset === undefined || end?.offset === undefined)
    throw new TypeError(`Expected the ${node.type} “${toString(node).slice(0, 40)}” to have a place.`);
  return { from: start.offset, to: end.offset };
}
