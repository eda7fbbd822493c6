/** Markdown, as models and catalogues write it, read into prose that every export can show; and prose as plain text. */
import type { Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { markdownTree } from './markdown-tree.ts';
import { cleanProse } from './clean-prose.ts';
import type { Prose } from './prose.ts';
import { boundMarkdown, restoreSigns } from './markdown-source.ts';
import { markMath } from './math-source.ts';

const plainReader = unified().use(remarkParse).use(remarkGfm);

/**
 * Reads Markdown (CommonMark, GFM tables and lists, formulas between dollars) into cleaned prose.
 *
 * Takes any text, however broken, in bounded time, and loses no words: what cannot be shown as it is meant is shown as
 * text, except scripts, styles and the targets of links. Its headings start one below `baseDepth`.
 */
export function parseProse(
  markdown: string,
  { baseDepth, figureLabel = 'Figure' }: { baseDepth: number; figureLabel?: string },
): Prose {
  return cleanProse(parseMarkdown(markdown), { baseDepth, figureLabel });
}

/** The whole tree, with what no export shows: the one reading from which book and checks are made. */
export function parseMarkdown(markdown: string): Root {
  const source = markMath(boundMarkdown(markdown), (text): Root => plainReader.parse(text));
  const tree = markdownTree(source);
  if (source.includes('$$')) standAlone(tree, source);
  restoreSigns(tree);
  return tree;
}

/** `$$…$$` on a line of its own is a displayed formula; the parser takes it for one inside a line. */
function standAlone(tree: Root, source: string): void {
  visit(tree, 'paragraph', (paragraph, index, parent) => {
    const [only, ...others] = paragraph.children;
    if (only?.type !== 'inlineMath' || others.length > 0 || !parent || index === undefined) return;
    const isDisplayed = source.startsWith('$$', only.position?.start.offset ?? source.length);
    if (isDisplayed) parent.children.splice(index, 1, { type: 'math', value: only.value });
  });
}

/** The prose as plain text: blocks apart by a blank line, list items and table rows by a line. */
export const proseText = (prose: Prose): string => prose.children.map(blockText).join('\n\n');

const blockText = (node: Nodes): string => {
  if ('value' in node) return node.value;
  if (node.type === 'break') return '\n';
  if (!('children' in node)) return '';
  return node.children.map(blockText).join(SEPARATORS[node.type] ?? '');
};

const SEPARATORS: Record<string, string> = {
  blockquote: '\n',
  list: '\n',
  listItem: '\n',
  table: '\n',
  tableRow: '\t',
};
