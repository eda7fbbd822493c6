/**
 * A Markdown text as the checks see it: the blocks that are printed, in reading order, code and formulas apart from prose,
 * quotations marked.
 *
 * The checks read what the book prints: blocks are made of cleaned prose, so that no word can be in one and not in the other.
 */
import type { Nodes, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { memoizeByText } from '../memoize.ts';
import { cleanProse } from './clean-prose.ts';
import { formulaWords } from './formula-words.ts';
import { parseMarkdown } from './markdown.ts';
import type { Prose } from './prose.ts';

export interface TextBlock {
  kind: 'prose' | 'cell' | 'heading' | 'code' | 'math';
  /** All of its text. */
  text: string;
  /** Its text with `GAP` in place of code and formulas, which are nobody's sentences; words inside a formula stay. */
  prose: string;
  isQuoted: boolean;
}

/** Replaces code and formulas in prose; no pattern reads over it. */
export const GAP = '\u001f';

const PROSE_KINDS = new Map<string, TextBlock['kind']>([
  ['paragraph', 'prose'],
  ['tableCell', 'cell'],
  ['heading', 'heading'],
]);

export interface MarkdownText {
  blocks: TextBlock[];
  /** Raw HTML in the text, as written; its tags are dropped from the book. */
  html: string[];
  /** LaTeX of every formula that is printed, in lines and displayed. */
  formulas: string[];
}

/** Depth of headings and word before a picture are the printer's matter; the checks read neither. */
const AS_CHECKED = { baseDepth: 2, figureLabel: 'Figure' };

export const readMarkdown: (markdown: string) => MarkdownText = memoizeByText((markdown) => {
  const tree = parseMarkdown(markdown);
  const printed = cleanProse(tree, AS_CHECKED);
  return { blocks: textBlocks(printed), html: rawHtml(tree), formulas: formulasIn(printed) };
});

function formulasIn(prose: Prose): string[] {
  const found: string[] = [];
  visit(prose, (node) => {
    if (node.type === 'math' || node.type === 'inlineMath') found.push(node.value);
  });
  return found;
}

function textBlocks(prose: Prose): TextBlock[] {
  const blocks: TextBlock[] = [];
  const walk = (node: Nodes, isQuoted: boolean): void => {
    const kind = PROSE_KINDS.get(node.type);
    if (kind) {
      blocks.push({ kind, text: textOf(node, 'whole'), prose: textOf(node, 'gap'), isQuoted });
    } else if (node.type === 'code' || node.type === 'math') {
      const words = node.type === 'math' ? formulaWords(node.value) : null;
      blocks.push({ kind: node.type, text: node.value, prose: words ?? '', isQuoted });
    } else if ('children' in node) {
      for (const child of node.children) walk(child, isQuoted || node.type === 'blockquote');
    }
  };
  walk(prose, false);
  return blocks.filter(({ text }) => text.trim() !== '');
}

function rawHtml(tree: Root): string[] {
  const found: string[] = [];
  visit(tree, 'html', ({ value }) => {
    if (!value.startsWith('<!--')) found.push(value);
  });
  return found;
}

function textOf(node: Nodes, code: 'whole' | 'gap'): string {
  if (node.type === 'break') return '\n';
  if (code === 'gap' && node.type === 'inlineCode') return GAP;
  if (code === 'gap' && node.type === 'inlineMath') return `${GAP}${formulaWords(node.value) ?? ''}`;
  if ('children' in node) return node.children.map((child) => textOf(child, code)).join('');
  return 'value' in node ? node.value : '';
}
