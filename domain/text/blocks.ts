/** A Markdown text as the checks see it: its blocks in reading order, code and formulas apart from prose, quotations marked. */
import type { Nodes, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { boundMarkdown, restoreSigns } from './markdown-source.ts';
import { markdownTree } from './markdown-tree.ts';
import { remembered } from '../remembered.ts';

export interface TextBlock {
  kind: 'prose' | 'cell' | 'heading' | 'code' | 'math';
  /** All of its text. */
  text: string;
  /** Its text with `GAP` in place of code and formulas, which are nobody's sentences. */
  prose: string;
  isQuoted: boolean;
}

/** Stands in prose where code or a formula was taken out; no pattern reads over it. */
export const GAP = '\u001f';

const PROSE_KINDS = new Map<string, TextBlock['kind']>([
  ['paragraph', 'prose'],
  ['tableCell', 'cell'],
  ['heading', 'heading'],
]);

export interface MarkdownText {
  blocks: TextBlock[];
  /** Raw HTML in the text, as written; it would be dropped from the book. */
  html: string[];
}

export const readMarkdown: (markdown: string) => MarkdownText = remembered((markdown) => {
  // Before anybody has judged it, a text may be anything: a reply that repeats one mark must not hold up the process.
  const tree = markdownTree(boundMarkdown(markdown));
  restoreSigns(tree);
  return { blocks: textBlocks(tree), html: rawHtml(tree) };
});

function textBlocks(tree: Root): TextBlock[] {
  const blocks: TextBlock[] = [];
  const walk = (node: Nodes, isQuoted: boolean): void => {
    const kind = PROSE_KINDS.get(node.type);
    if (kind) {
      blocks.push({ kind, text: textOf(node, 'whole'), prose: textOf(node, 'gap'), isQuoted });
    } else if (node.type === 'code' || node.type === 'math') {
      blocks.push({ kind: node.type, text: node.value, prose: '', isQuoted });
    } else if ('children' in node) {
      for (const child of node.children) walk(child, isQuoted || node.type === 'blockquote');
    }
  };
  walk(tree, false);
  return blocks.filter(({ text }) => text.trim() !== '');
}

function rawHtml(tree: Root): string[] {
  const found: string[] = [];
  visit(tree, 'html', ({ value }) => {
    if (!value.startsWith('<!--')) found.push(value);
  });
  return found;
}

const IS_CODE = new Set(['inlineCode', 'inlineMath']);

function textOf(node: Nodes, code: 'whole' | 'gap'): string {
  if (node.type === 'break' || node.type === 'html') return '\n';
  if (code === 'gap' && IS_CODE.has(node.type)) return GAP;
  if ('children' in node) return node.children.map((child) => textOf(child, code)).join('');
  return 'value' in node ? node.value : '';
}
