/** A Markdown text as the checks see it: its blocks in reading order, code and formulas apart from prose, quotations marked. */
import type { Nodes, Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

export interface TextBlock {
  kind: 'prose' | 'heading' | 'code' | 'math';
  /** All of its text. */
  text: string;
  /** Its text without code and formulas, which are nobody's sentences. */
  prose: string;
  isQuoted: boolean;
}

const reader = unified().use(remarkParse).use(remarkGfm).use(remarkMath);

export const readMarkdown = (markdown: string): Root => reader.parse(markdown);

export function textBlocks(tree: Root): TextBlock[] {
  const blocks: TextBlock[] = [];
  const walk = (node: Nodes, isQuoted: boolean): void => {
    if (node.type === 'paragraph' || node.type === 'tableCell' || node.type === 'heading') {
      const kind = node.type === 'heading' ? 'heading' : 'prose';
      blocks.push({ kind, text: toString(node), prose: proseOf(node), isQuoted });
    } else if (node.type === 'code' || node.type === 'math') {
      blocks.push({ kind: node.type, text: node.value, prose: '', isQuoted });
    } else if ('children' in node) {
      for (const child of node.children) walk(child, isQuoted || node.type === 'blockquote');
    }
  };
  walk(tree, false);
  return blocks.filter(({ text }) => text.trim() !== '');
}

/** Raw HTML in the text, as written; it would be dropped from the book. */
export function rawHtml(tree: Root): string[] {
  const found: string[] = [];
  visit(tree, 'html', ({ value }) => {
    if (!value.startsWith('<!--')) found.push(value);
  });
  return found;
}

function proseOf(node: Nodes): string {
  if (node.type === 'inlineCode' || node.type === 'inlineMath' || node.type === 'html') return ' ';
  if (node.type === 'break') return '\n';
  if ('children' in node) return node.children.map(proseOf).join('');
  return 'value' in node ? node.value : '';
}
