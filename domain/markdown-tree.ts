/**
 * Markdown as a tree (mdast): CommonMark, GFM tables and lists, formulas between dollars.
 *
 * Most texts of a book are plain paragraphs, and the parser takes its time for the shortest of them: those are read
 * without it.
 */
import type { Paragraph, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const reader = unified().use(remarkParse).use(remarkGfm).use(remarkMath);

/** Nodes of a text without any mark carry no position. */
export const markdownTree = (markdown: string): Root =>
  MAY_BE_MARKED.test(markdown) ? reader.parse(markdown) : { type: 'root', children: plainParagraphs(markdown) };

/** Every sign that means something to the parser, anywhere or at a line's edge; rather one too many than one too few. */
const MAY_BE_MARKED = /[`*_~[\]<>&\\$#|@\ufeff]|(?!\n)\p{Cc}|:\/\/|[wW]{3}\.|^[-+=:\d ]| $/mu;

const plainParagraphs = (text: string): Paragraph[] =>
  text
    .split(/\n{2,}/u)
    .map((paragraph) => paragraph.replace(/^\n|\n$/gu, ''))
    .filter((paragraph) => paragraph !== '')
    .map((value) => ({ type: 'paragraph', children: [{ type: 'text', value }] }));
