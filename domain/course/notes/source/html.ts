/** Notes in HTML, as course systems and blogs keep them, made Markdown: what a person sees of the page, formulas as formulas. */
import type { Element, ElementContent, Nodes, Parents } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toMdast, type State } from 'hast-util-to-mdast';
import type { Html } from 'mdast';
import type { InlineMath } from 'mdast-util-math';
import { mathToMarkdown } from 'mdast-util-math';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { SKIP, visit } from 'unist-util-visit';
import { findFormulas } from '../../../text/formulas/find.ts';

/** Elements that a page of notes is made of. */
const BLOCK = /<(p|div|section|article|main|h[1-6]|ul|ol|dl|table|blockquote|figure|pre|body|html)(?=[\s>])[^>]*>/giu;

/** True for a text that is a page or a piece of one; false for Markdown with some tags in it. */
export function isHtml(text: string): boolean {
  const trimmed = text.trim().replace(/^(?:<!--[\s\S]*?-->|<!doctype[^>]*>|<\?xml[^>]*\?>|\s)+/iu, '');
  if (!/^<[a-z][a-z0-9]*(?=[\s>/])/iu.test(trimmed) || !/<\/[a-z][a-z0-9]*\s*>\s*$/iu.test(trimmed)) return false;
  if ([...trimmed.matchAll(BLOCK)].length === 0) return false;
  const tree = fromHtml(trimmed, { fragment: true });
  const outside = tree.children
    .filter((node) => node.type === 'text')
    .reduce((sum, { value }) => sum + value.trim().length, 0);
  return outside * 10 < trimmed.replace(/<[^>]*>/gu, '').trim().length;
}

export function htmlToMarkdown(html: string): string {
  const tree = fromHtml(html, { fragment: true });
  formulasOf(tree);
  formulasInText(tree);
  const mdast = toMdast(tree, { handlers: { var: formula } });
  return toMarkdown(mdast, { extensions: [gfmToMarkdown(), mathToMarkdown()], bullet: '-' }).trim();
}

const formula = (_state: State, { properties }: Element): InlineMath | Html => {
  const latex = String(properties[LATEX]);
  // Markdown has no node for a displayed formula inside a paragraph; this text is written as it is.
  return properties[DISPLAYED] === true
    ? { type: 'html', value: `\\[ ${latex} \\]` }
    : { type: 'inlineMath', value: latex };
};

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
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName === 'var') node.tagName = 'em';
    const latex = latexOf(node);
    if (latex === null || index === undefined || !parent) return undefined;
    const isDisplayed = /mode=display/u.test(String(node.properties['type']));
    replaceChild(parent, index, formulaElement(latex, { isDisplayed }));
    return index + 1;
  });
}

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
export function latexOf({ tagName, properties, children }: Element): string | null {
  const attribute = (name: string): string | null => {
    const value = properties[name];
    return typeof value === 'string' && value.trim() !== '' ? value : null;
  };
  if (tagName === 'img') {
    const alt = attribute('alt');
    const isFormula = /equation|latex|tex\b|math/iu.test(`${classesOf(properties)} ${attribute('src') ?? ''}`);
    const labelled = /^\s*LaTeX:\s*(.+)$/isu.exec(alt ?? '')?.[1] ?? null;
    return attribute('dataEquationContent') ?? labelled ?? (isFormula ? unwrapped(alt) : null);
  }
  if (tagName === 'script' && /^math\/tex/iu.test(attribute('type') ?? '')) return unwrapped(textOf(children));
  if (tagName === 'math') return attribute('alttext') ?? annotationOf(children);
  if (/\bkatex\b/u.test(classesOf(properties))) return annotationOf(children);
  return null;
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
