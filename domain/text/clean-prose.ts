/**
 * Brings parsed Markdown down to the prose that every export can show: no HTML, images, links or footnotes, headings
 * below their section and without gaps, tables rectangular, nothing empty, nothing nested without end.
 */
import type {
  BlockContent,
  DefinitionContent,
  FootnoteDefinition,
  ListItem,
  Paragraph,
  PhrasingContent,
  Root,
  RootContent,
  Table,
} from 'mdast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { findFormulas } from './formulas/find.ts';
import { htmlLines, inlineTag } from './html-text.ts';
import { raisedText } from './raised-text.ts';

export interface ProseOptions {
  /** Level of the heading that holds the prose: its own headings start one below. */
  baseDepth: number;
  /** Word printed before the description of a picture that the text had, such as `Figure`. */
  figureLabel: string;
}

const MAX_NESTING = 8;
const MAX_INLINE_NESTING = 6;
const MAX_COLUMNS = 30;
const MAX_NOTE_CHARS = 1000;

export function cleanProse(tree: Root, options: ProseOptions): Root {
  const cleaner: Cleaner = { options, notes: footnotesOf(tree), usedNotes: new Set(), openHeadings: [] };
  const children = tree.children.flatMap((node) => cleanBlock(node, cleaner, 0));
  // A note that the text nowhere points to is still said.
  const unused = [...cleaner.notes]
    .filter(([id]) => !cleaner.usedNotes.has(id))
    .map(([, note]) => paragraph(trimmed(noteInlines(note, cleaner))));
  return { type: 'root', children: [...children, ...unused] };
}

interface Cleaner {
  options: ProseOptions;
  /** Each footnote that says something, by its identifier. */
  notes: Map<string, FootnoteDefinition>;
  usedNotes: Set<string>;
  /** Depths, as written, of the headings that are open at this point. */
  openHeadings: number[];
}

type Block = BlockContent | DefinitionContent;

const cleanBlock = (node: RootContent, cleaner: Cleaner, nesting: number): BlockContent[] => {
  if (nesting >= MAX_NESTING) return paragraphOfText(node);
  // What else the parser may one day make is shown as its text.
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check
  switch (node.type) {
    case 'paragraph':
      return cleanParagraph(node, cleaner);
    case 'heading': {
      const children = cleanInlines(node.children, cleaner, 0);
      if (children.length === 0) return [];
      // Inside a quotation or a list a heading is a bold line: it heads no part of the book.
      if (nesting > 0) return [paragraph([{ type: 'strong', children }])];
      return [{ type: 'heading', depth: headingDepth(node.depth, cleaner), children }];
    }
    case 'blockquote': {
      const children = node.children.flatMap((child) => cleanBlock(child, cleaner, nesting + 1));
      return children.length > 0 ? [{ type: 'blockquote', children }] : [];
    }
    case 'list': {
      const children = node.children.flatMap((item) => cleanItem(item, cleaner, nesting + 1));
      if (children.length === 0) return [];
      const ordered = node.ordered === true;
      return [{ type: 'list', ordered, start: ordered ? (node.start ?? 1) : null, spread: false, children }];
    }
    case 'table':
      return cleanTable(node, cleaner);
    case 'code':
      return node.value.trim() === '' ? [] : [{ type: 'code', lang: codeLanguage(node.lang), value: node.value }];
    case 'math':
      return node.value.trim() === '' ? [] : [{ type: 'math', value: node.value.trim() }];
    case 'html':
      return htmlLines(node.value).map((value) => paragraph([{ type: 'text', value }]));
    case 'thematicBreak':
      return [{ type: 'thematicBreak' }];
    case 'definition':
    case 'footnoteDefinition':
    case 'yaml':
      return [];
    default:
      return paragraphOfText(node);
  }
};

const cleanItem = (item: ListItem, cleaner: Cleaner, nesting: number): ListItem[] => {
  const children: Block[] = item.children.flatMap((child) => cleanBlock(child, cleaner, nesting));
  if (children.length === 0) return [];
  const [first] = children;
  if (typeof item.checked === 'boolean' && first?.type === 'paragraph') {
    children[0] = paragraph([{ type: 'text', value: item.checked ? '☑ ' : '☐ ' }, ...first.children]);
  }
  return [{ type: 'listItem', spread: false, children }];
};

const cleanParagraph = (node: Paragraph, cleaner: Cleaner): BlockContent[] => {
  const [only, ...others] = node.children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
  if (only?.type === 'image' && others.length === 0) {
    const alt = oneLine(only.alt ?? '').trim();
    const { figureLabel } = cleaner.options;
    if (alt === '') return [];
    return [paragraph(describedInlines(alt.startsWith(figureLabel) ? alt : `${figureLabel}: ${alt}`))];
  }
  const children = cleanInlines(node.children, cleaner, 0);
  return children.length > 0 ? [paragraph(children)] : [];
};

const cleanInlines = (nodes: PhrasingContent[], cleaner: Cleaner, nesting: number): PhrasingContent[] => {
  const cleaned: PhrasingContent[] = [];
  let hiddenUntil: RegExp | null = null;
  let raised: { kind: 'sup' | 'sub'; from: number } | null = null;
  for (const node of nodes) {
    if (node.type === 'html') {
      if (hiddenUntil?.test(node.value)) hiddenUntil = null;
      else if (hiddenUntil === null) {
        const tag = inlineTag(node.value);
        if (tag.kind === 'hides') hiddenUntil = tag.until;
        else if (tag.kind === 'opens') raised = { kind: tag.raised, from: cleaned.length };
        else if (tag.kind === 'closes') {
          if (raised?.kind === tag.raised) cleaned.push(...raiseInlines(cleaned.splice(raised.from), raised.kind));
          raised = null;
        } else cleaned.push(tag.kind === 'break' ? { type: 'break' } : { type: 'text', value: tag.value });
      }
    } else if (hiddenUntil === null) cleaned.push(...cleanInline(node, cleaner, nesting));
  }
  return nesting === 0 ? trimmed(merged(cleaned)) : merged(cleaned);
};

/** Formatting inside stays, between marks that say what it was. */
const raiseInlines = (nodes: PhrasingContent[], kind: 'sup' | 'sub'): PhrasingContent[] => {
  const text = (value: string): PhrasingContent => ({ type: 'text', value });
  if (nodes.every((node) => node.type === 'text'))
    return [text(raisedText(kind, nodes.map((node) => toString(node)).join('')))];
  return [text(kind === 'sup' ? '^(' : '_('), ...nodes, text(')')];
};

const cleanInline = (node: PhrasingContent, cleaner: Cleaner, nesting: number): PhrasingContent[] => {
  switch (node.type) {
    case 'text':
      return [{ type: 'text', value: oneLine(node.value) }];
    case 'emphasis':
    case 'strong':
    case 'delete': {
      if (nesting >= MAX_INLINE_NESTING) return [{ type: 'text', value: oneLine(toString(node)) }];
      const children = cleanInlines(node.children, cleaner, nesting + 1);
      return children.length > 0 ? [{ type: node.type, children }] : [];
    }
    case 'link':
    case 'linkReference':
      return cleanInlines(node.children, cleaner, nesting + 1);
    case 'image':
    case 'imageReference':
      return describedInlines(oneLine(node.alt ?? ''));
    case 'inlineCode':
    case 'inlineMath':
      return node.value.trim() === '' ? [] : [{ type: node.type, value: node.value }];
    case 'break':
      return [{ type: 'break' }];
    case 'footnoteReference': {
      const note = cleaner.notes.get(node.identifier);
      if (note === undefined || cleaner.usedNotes.has(node.identifier)) return [];
      cleaner.usedNotes.add(node.identifier);
      return [{ type: 'text', value: ' (' }, ...trimmed(noteInlines(note, cleaner)), { type: 'text', value: ')' }];
    }
    case 'html':
      return [];
  }
};

const cleanTable = (node: Table, cleaner: Cleaner): BlockContent[] => {
  const rows = node.children.map((row) => row.children.map((cell) => cleanInlines(cell.children, cleaner, 0)));
  const columns = Math.min(MAX_COLUMNS, Math.max(...rows.map((row) => row.length)));
  if (columns < 1 || rows.every((row) => row.every((cell) => cell.length === 0))) return [];
  return [
    {
      type: 'table',
      align: Array.from({ length: columns }, (_, column) => node.align?.[column] ?? null),
      children: rows.map((row) => ({
        type: 'tableRow',
        children: Array.from({ length: columns }, (_, column) => ({
          type: 'tableCell',
          // What stands beyond the last column that can be printed joins it.
          children: column < columns - 1 ? (row[column] ?? []) : merged(row.slice(column).flatMap(spaced)),
        })),
      })),
    },
  ];
};

const spaced = (cell: PhrasingContent[], index: number): PhrasingContent[] =>
  index === 0 || cell.length === 0 ? cell : [{ type: 'text', value: ' ' }, ...cell];

/** Brings a heading below its section and closes gaps: what is written `#`, `###` becomes two levels that follow. */
const headingDepth = (written: number, { openHeadings, options }: Cleaner): 1 | 2 | 3 | 4 | 5 | 6 => {
  while ((openHeadings.at(-1) ?? 0) >= written) openHeadings.pop();
  openHeadings.push(written);
  const depth = options.baseDepth + openHeadings.length;
  return depth <= 2 ? 2 : depth === 3 ? 3 : depth === 4 ? 4 : depth === 5 ? 5 : 6;
};

const footnotesOf = (tree: Root): Map<string, FootnoteDefinition> => {
  const notes = new Map<string, FootnoteDefinition>();
  visit(tree, 'footnoteDefinition', (note: FootnoteDefinition) => {
    if (!notes.has(note.identifier) && noteText(note) !== '') notes.set(note.identifier, note);
  });
  return notes;
};

const noteText = ({ children }: FootnoteDefinition): string =>
  oneLine(children.map((child) => toString(child)).join(' ')).trim();

/** The whole note as one line of text, its formulas as formulas. */
const noteInlines = (note: FootnoteDefinition, cleaner: Cleaner): PhrasingContent[] => {
  const text = noteText(note);
  if (text.length > MAX_NOTE_CHARS) return [{ type: 'text', value: `${text.slice(0, MAX_NOTE_CHARS)}…` }];
  const blocks = note.children.map((child): PhrasingContent[] => {
    if (child.type === 'paragraph') return cleanInlines(child.children, cleaner, 1);
    if (child.type === 'math') return [{ type: 'inlineMath', value: child.value.trim() }];
    return [{ type: 'text', value: oneLine(toString(child)) }];
  });
  return merged(blocks.flatMap(spaced));
};

/** The description of a picture, which has no marks but those of formulas. */
const describedInlines = (text: string): PhrasingContent[] => {
  const pieces: PhrasingContent[] = [];
  let at = 0;
  for (const { from, to, latex } of /[$\\]/u.test(text) ? findFormulas(text, []) : []) {
    pieces.push({ type: 'text', value: text.slice(at, from) }, { type: 'inlineMath', value: latex });
    at = to;
  }
  return [...pieces, { type: 'text', value: text.slice(at) }];
};

const paragraph = (children: PhrasingContent[]): Paragraph => ({ type: 'paragraph', children });

const paragraphOfText = (node: RootContent): BlockContent[] => {
  const value = oneLine(toString(node)).trim();
  return value === '' ? [] : [paragraph([{ type: 'text', value }])];
};

/** A line break inside a paragraph is a space, between Chinese or Japanese characters nothing. */
const oneLine = (text: string): string =>
  /[\n\t]/u.test(text) ? text.replace(CJK_BREAK, '').replace(/[ \t]*[\n\t][ \t\n]*/gu, ' ') : text;

const CJK = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}，。、！？；：]';
const CJK_BREAK = new RegExp(`(?<=${CJK})[ \\t]*\\n[ \\t]*(?=${CJK})`, 'gu');

const merged = (nodes: PhrasingContent[]): PhrasingContent[] => {
  const joined: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (node.type !== 'text') joined.push(node);
    else if (node.value === '') continue;
    else if (last?.type === 'text') joined[joined.length - 1] = { type: 'text', value: last.value + node.value };
    else joined.push({ type: 'text', value: node.value });
  }
  return joined;
};

/** Without spaces and breaks at either end; empty when nothing else is there. */
const trimmed = (nodes: PhrasingContent[]): PhrasingContent[] => {
  let from = 0;
  let to = nodes.length;
  const isBlank = (node: PhrasingContent | undefined): boolean =>
    node?.type === 'break' || (node?.type === 'text' && node.value.trim() === '');
  while (from < to && isBlank(nodes[from])) from += 1;
  while (to > from && isBlank(nodes[to - 1])) to -= 1;
  return nodes.slice(from, to).map((node, index, all) => {
    if (node.type !== 'text') return node;
    const start = index === 0 ? node.value.trimStart() : node.value;
    return { type: 'text', value: index === all.length - 1 ? start.trimEnd() : start };
  });
};

const codeLanguage = (lang: string | null | undefined): string | null =>
  lang && /^[\w+#.-]{1,30}$/u.test(lang) ? lang.toLowerCase() : null;
