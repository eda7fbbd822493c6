/**
 * Markdown as a tree (mdast): CommonMark, GFM tables and lists.
 *
 * Two signs are read as their writers mean them: `5~10` is a range in Korean, Japanese and Chinese, so that only `~~` strikes
 * out; and a star inside a word (`2*3*4`, `Leser*innen`) is a star. Bold beside Chinese, Japanese and Korean marks (`**「…」**は`)
 * is bold, which CommonMark does not see.
 *
 * Most texts of a book are plain paragraphs, and the parser takes its time for the shortest of them: those are read
 * without it.
 */
import type { Emphasis, Paragraph, PhrasingContent, Root, Strong } from 'mdast';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

const reader = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).use(remarkCjkFriendly);

/** The same blocks, every node with its place in the text; a star inside a word may still be a mark. */
export const placedTree = (markdown: string): Root => reader.parse(markdown);

/** Nodes of a text without any mark carry no position. */
export const markdownTree = (markdown: string): Root =>
  MAY_BE_MARKED.test(markdown)
    ? withStarsInWords(reader.parse(markdown))
    : { type: 'root', children: plainParagraphs(markdown) };

/** Every sign that means something to the parser, anywhere or at a line's edge; rather one too many than one too few. */
const MAY_BE_MARKED = /[`*_~[\]<>&\\#|@\ufeff]|(?!\n)\p{Cc}|:\/\/|[wW]{3}\.|^[-+=:\d ]| $/mu;

const plainParagraphs = (text: string): Paragraph[] =>
  text
    .split(/\n{2,}/u)
    .map((paragraph) => paragraph.replace(/^\n|\n$/gu, ''))
    .filter((paragraph) => paragraph !== '')
    .map((value) => ({ type: 'paragraph', children: [{ type: 'text', value }] }));

function withStarsInWords(tree: Root): Root {
  visit(tree, ['emphasis', 'strong'], (node, index, parent) => {
    if (index === undefined || !parent || (node.type !== 'emphasis' && node.type !== 'strong')) return undefined;
    const [before, after] = [parent.children[index - 1], parent.children[index + 1]];
    if (before?.type !== 'text' || after?.type !== 'text' || !isInsideWord(before.value, node, after.value)) {
      return undefined;
    }
    const stars: PhrasingContent = { type: 'text', value: node.type === 'strong' ? '**' : '*' };
    parent.children.splice(index - 1, 3, ...joinTexts([before, stars, ...node.children, { ...stars }, after]));
    // What follows may have been a part of the same chain of stars.
    return index - 1;
  });
  return tree;
}

/** Scripts with spaces between their words; in the others every word stands inside a row of letters. */
const SPACED_LETTER =
  '(?![\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}])[\\p{L}\\p{N}]';
const ENDS_IN_WORD = new RegExp(`${SPACED_LETTER}$`, 'u');
const BEGINS_IN_WORD = new RegExp(`^${SPACED_LETTER}`, 'u');

const isInsideWord = (before: string, node: Emphasis | Strong, after: string): boolean => {
  const [first, last] = [node.children[0], node.children.at(-1)];
  return (
    ENDS_IN_WORD.test(before) &&
    BEGINS_IN_WORD.test(after) &&
    first?.type === 'text' &&
    last?.type === 'text' &&
    BEGINS_IN_WORD.test(first.value) &&
    ENDS_IN_WORD.test(last.value)
  );
};

const joinTexts = (nodes: PhrasingContent[]): PhrasingContent[] =>
  nodes.reduce<PhrasingContent[]>((joined, node) => {
    const last = joined.at(-1);
    if (node.type === 'text' && last?.type === 'text')
      return [...joined.slice(0, -1), { ...last, value: last.value + node.value }];
    return [...joined, node];
  }, []);
