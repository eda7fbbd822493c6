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
import { findFormulas, type CodeRange, type FoundFormula } from './formulas/find.ts';
import { placeFormulas, withMarks } from './formulas/place.ts';

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
  const text = boundMarkdown(markdown);
  const formulas = formulasIn(text);
  const tree = markdownTree(withMarks(text, formulas));
  placeFormulas(tree, text, formulas);
  restoreSigns(tree);
  return tree;
}

export const formulasIn = (text: string): FoundFormula[] =>
  MAY_HOLD_FORMULA.test(text) ? findFormulas(text, codeRanges(text)) : [];

const MAY_HOLD_FORMULA = /\$|\\[([]|\\begin/u;

/** Where code is: nothing in it is a mark. */
export function codeRanges(text: string): CodeRange[] {
  const ranges: CodeRange[] = [];
  visit(plainReader.parse(text), ['code', 'inlineCode'], (node) => {
    const { start, end } = node.position ?? {};
    if (start?.offset === undefined || end?.offset === undefined) return;
    const isIndented = !/^\s*[`~]/u.test(text.slice(start.offset, start.offset + 40));
    ranges.push({ from: start.offset, to: end.offset, isIndented });
  });
  return ranges;
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
