/** Notes in HTML, as course systems and blogs keep them, made Markdown: what a person sees of the page, formulas as formulas. */
import { decodeHTML } from 'entities';
import type { Element, ElementContent, Nodes, Parents } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toMdast, type State } from 'hast-util-to-mdast';
import type { Html, Nodes as MarkdownNodes } from 'mdast';
import type { InlineMath } from 'mdast-util-math';
import { mathToMarkdown } from 'mdast-util-math';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { SKIP, visit } from 'unist-util-visit';
import { findFormulas } from '../../../text/formulas/find.ts';
import { withoutShortcodes } from './shortcodes.ts';
import { latexOfMathMl } from './mathml.ts';

/** Elements that a page of notes is made of. */
const BLOCK = /<(p|div|section|article|main|h[1-6]|ul|ol|dl|table|blockquote|figure|pre|body|html)(?=[\s>])[^>]*>/giu;

/** True for a text that is a page or a piece of one; false for Markdown with some tags in it. */
export function isHtml(text: string): boolean {
  const trimmed = text.trim().replace(/^(?:<!--[\s\S]*?-->|<!doctype[^>]*>|<\?xml[^>]*\?>|\s)+/iu, '');
  if (!/^<[a-z][a-z0-9]*(?=[\s>/])/iu.test(trimmed) || !/<\/[a-z][a-z0-9]*\s*>\s*$/iu.test(trimmed)) return false;
  if ([...trimmed.matchAll(BLOCK)].length === 0) return false;
  if (isTooDeep(trimmed)) return true;
  const tree = fromHtml(trimmed, { fragment: true });
  const outside = tree.children
    .filter((node) => node.type === 'text')
    .reduce((sum, { value }) => sum + value.trim().length, 0);
  return outside * 10 < trimmed.replace(/<[^>]*>/gu, '').trim().length;
}

export function htmlToMarkdown(html: string): string {
  if (isTooDeep(html)) return wordsOf(html);
  const tree = fromHtml(withoutShortcodes(html), { fragment: true });
  formulasOf(tree);
  formulasInText(tree);
  titledTables(tree);
  plainCells(tree);
  const mdast = toMdast(tree, { handlers: { var: formula, sub: raised, sup: raised } });
  return toMarkdown(mdast, { extensions: [gfmToMarkdown(), mathToMarkdown()], bullet: '-' }).trim();
}

/** A tree is walked by functions that call themselves: no page that a person wrote is so deep. */
const MAX_DEPTH = 200;
const TAG = /<(\/?)([a-z][a-z0-9]*)(?=[\s>/])/giu;
/** Elements without an end, and those that end where the next begins. */
const UNCOUNTED =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|dt|dd|tr|td|th|thead|tbody|tfoot|option|colgroup)$/iu;

function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const [, closes, name = ''] of html.matchAll(TAG)) {
    if (UNCOUNTED.test(name)) continue;
    depth = Math.max(0, depth + (closes === '' ? 1 : -1));
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** The words alone, in the lines that its blocks make. */
const wordsOf = (html: string): string =>
  decodeHTML(html.replace(/<(script|style)\b[^]*?<\/\1\s*>|<!--[^]*?-->/giu, '').replace(/<[^<>]*>/gu, '\n\n'))
    .replace(/[ \t]*\n\s*\n\s*/gu, '\n\n')
    .trim();

const formula = (_state: State, { properties }: Element): InlineMath | Html => {
  const latex = String(properties[LATEX]);
  // Markdown has no node for a displayed formula inside a paragraph; this text is written as it is.
  return properties[DISPLAYED] === true
    ? { type: 'html', value: `\\[ ${latex} \\]` }
    : { type: 'inlineMath', value: latex };
};

/** Markdown has no node for raised and lowered text; the book reads these tags. */
const raised = (state: State, element: Element): MarkdownNodes[] => [
  { type: 'html', value: `<${element.tagName}>` },
  ...state.all(element),
  { type: 'html', value: `</${element.tagName}>` },
];

const BLOCK_IN_CELL =
  /^(?:p|div|section|article|h[1-6]|ul|ol|li|dl|dt|dd|pre|blockquote|figure|figcaption|table|thead|tbody|tr|td|th)$/u;
const ITEM_IN_CELL = /^(?:li|tr|dt)$/u;

/** What a table is called stands before it: Markdown's tables have no titles. */
function titledTables(tree: Nodes): void {
  visit(tree, 'element', (table, index, parent) => {
    if (table.tagName !== 'table' || index === undefined || !parent) return undefined;
    const at = table.children.findIndex((child) => child.type === 'element' && child.tagName === 'caption');
    const [caption] = at < 0 ? [] : table.children.splice(at, 1);
    if (caption?.type !== 'element' || textOf(caption.children).trim() === '') return undefined;
    parent.children.splice(index, 0, { ...caption, tagName: 'p', properties: {} });
    return index + 1;
  });
}

/** A cell of a table holds one line: blocks in it become words with blanks between them, lists with semicolons. */
function plainCells(tree: Nodes): void {
  visit(tree, 'element', (cell) => {
    if (cell.tagName !== 'td' && cell.tagName !== 'th') return undefined;
    visit(cell, 'element', (node, index, parent) => {
      if (index === undefined || !parent || !BLOCK_IN_CELL.test(node.tagName)) return undefined;
      const isBehind = parent.children.slice(0, index).some((child) => textOf([child]).trim() !== '');
      const gap = ITEM_IN_CELL.test(node.tagName) ? '; ' : ' ';
      node.tagName = 'span';
      node.properties = {};
      const next = parent.children[index + 1];
      if (next && !(next.type === 'element' && BLOCK_IN_CELL.test(next.tagName))) {
        parent.children.splice(index + 1, 0, { type: 'text', value: ' ' });
      }
      if (isBehind) parent.children.splice(index, 0, { type: 'text', value: gap });
      return isBehind ? index + 1 : undefined;
    });
    return undefined;
  });
}

/** On an element that stands in a line of text, so that the blanks around it stay. */
const LATEX = 'dataLatex';
const DISPLAYED = 'dataDisplayed';

const formulaElement = (latex: string, { isDisplayed }: { isDisplayed: boolean }): Element => ({
  type: 'element',
  tagName: 'var',
  properties: { [LATEX]: latex, [DISPLAYED]: isDisplayed },
  children: [{ type: 'text', value: latex }],
});

/** Pictures and elements that stand for a formula become one; what a formula's element shows beside its source goes. */
function formulasOf(tree: Nodes): void {
  withoutDrawnFormulas(tree);
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName === 'var') node.tagName = 'em';
    const latex = latexOf(node);
    if (latex === null || index === undefined || !parent) return undefined;
    const isDisplayed =
      /mode=display/u.test(String(node.properties['type'])) ||
      (node.tagName === 'math' && node.properties['display'] === 'block');
    replaceChild(parent, index, formulaElement(latex, { isDisplayed }));
    return index + 1;
  });
}

/** MathJax draws a formula beside the script that holds its source. */
function withoutDrawnFormulas(tree: Nodes): void {
  visit(tree, 'element', (node, index, parent) => {
    if (index === undefined || !parent || !DRAWN.test(classesOf(node.properties))) return undefined;
    const next = parent.children
      .slice(index + 1)
      .find((child) => child.type === 'element' && !DRAWN.test(classesOf(child.properties)));
    if (next?.type !== 'element' || !/^math\/tex/iu.test(String(next.properties['type']))) return undefined;
    parent.children.splice(index, 1);
    return index;
  });
}

const DRAWN = /(?:^|\s)MathJax(?:_\w+)?(?:\s|$)/u;

/** Formulas that a page leaves to a script stand in its text between dollars or brackets; in code they are code. */
function formulasInText(tree: Nodes): void {
  visit(tree, (node, index, parent) => {
    if (
      node.type === 'element' &&
      (/^(?:pre|code|samp|kbd|script|style)$/u.test(node.tagName) || LATEX in node.properties)
    )
      return SKIP;
    if (node.type !== 'text' || !parent || index === undefined || !/[$\\]/u.test(node.value)) return undefined;
    const pieces: ElementContent[] = [];
    let at = 0;
    for (const { from, to, latex, isDisplayed } of findFormulas(node.value, [])) {
      pieces.push({ type: 'text', value: node.value.slice(at, from) }, formulaElement(latex, { isDisplayed }));
      at = to;
    }
    if (at === 0) return undefined;
    pieces.push({ type: 'text', value: node.value.slice(at) });
    parent.children.splice(index, 1, ...pieces);
    return index + pieces.length;
  });
}

const replaceChild = (parent: Parents, index: number, element: Element): void => {
  parent.children.splice(index, 1, element);
};

/** LaTeX that a picture or element stands for: of Canvas, Moodle, WordPress, MathJax, KaTeX and MathML; null for others. */
export function latexOf(element: Element): string | null {
  const { tagName, properties, children } = element;
  const attribute = (name: string): string | null => {
    const value = properties[name];
    return typeof value === 'string' && value.trim() !== '' ? value : null;
  };
  if (tagName === 'img') {
    const alt = attribute('alt');
    const isFormula = /equation|latex|tex\b|math/iu.test(`${classesOf(properties)} ${attribute('src') ?? ''}`);
    const labelled = /^\s*LaTeX:\s*(.+)$/isu.exec(alt ?? '')?.[1] ?? null;
    return (
      attribute('dataEquationContent') ??
      labelled ??
      (isFormula ? (unwrapped(alt) ?? latexOfAddress(attribute('src') ?? '')) : null)
    );
  }
  if (tagName === 'script' && /^math\/tex/iu.test(attribute('type') ?? '')) return unwrapped(textOf(children));
  if (tagName === 'math') return attribute('alttext') ?? annotationOf(children) ?? unwrapped(latexOfMathMl(element));
  if (/\bkatex\b/u.test(classesOf(properties))) return annotationOf(children);
  return null;
}

/** Pictures of Canvas, WordPress and CodeCogs are drawn from the LaTeX in their address. */
export function latexOfAddress(address: string): string | null {
  const [, twice, query, cogs] =
    /\/equation_images\/([^?#]+)|latex\.php\?(?:[^#]*&)?latex=([^&#]+)|codecogs\.com\/[\w./]*\?(.+)$/iu.exec(address) ??
    [];
  try {
    const once = decodeURIComponent(twice ?? query?.replaceAll('+', ' ') ?? cogs?.replaceAll('&space;', ' ') ?? '');
    return unwrapped((twice === undefined ? once : decodeURIComponent(once)).replace(/\\inline(?![A-Za-z])/u, ''));
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

const classesOf = ({ className }: Element['properties']): string =>
  Array.isArray(className) ? className.join(' ') : '';

const unwrapped = (latex: string | null): string | null => {
  const inside =
    latex
      ?.trim()
      .replace(/^(?:\$\$?|\\[([])([\s\S]*?)(?:\$\$?|\\[)\]])$/u, '$1')
      .trim() ?? '';
  return inside === '' ? null : inside;
};

const textOf = (nodes: readonly Nodes[]): string =>
  nodes.map((node) => ('value' in node ? node.value : 'children' in node ? textOf(node.children) : '')).join('');

function annotationOf(children: Element['children']): string | null {
  for (const child of children) {
    if (child.type !== 'element') continue;
    if (child.tagName === 'annotation' && child.properties['encoding'] === 'application/x-tex') {
      return unwrapped(textOf(child.children));
    }
    const below = annotationOf(child.children);
    if (below !== null) return below;
  }
  return null;
}
