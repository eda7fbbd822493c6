/** Prose (mdast) as hast, the same for HTML and EPUB. */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Heading, InlineCode, Code, Text } from 'mdast';
import { toHast, type State } from 'mdast-util-to-hast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import type { Prose } from '../../text/prose.ts';
import { mathElement } from './math.ts';
import { hastText } from './text.ts';
import { printableText } from '../text.ts';

export interface HastContext {
  /** BCP 47, of the book. */
  language: string;
  /** Level at which a heading of this depth is printed, asked in reading order. */
  headingLevel: (depth: number) => number;
  /** Wraps a table for the medium. */
  wrapTable: (table: Element) => Element;
}

export function hastProse(prose: Prose, context: HastContext): ElementContent[] {
  const tree = toHast(prose, {
    handlers: {
      text: (_: State, node: Text) => hastText(node.value, context.language),
      heading: (state: State, node: Heading) => h(`h${context.headingLevel(node.depth)}`, state.all(node)),
      code: (_: State, node: Code) => h('pre', { dir: 'ltr' }, h('code', printableText(node.value))),
      inlineCode: (_: State, node: InlineCode) =>
        h('code', { dir: 'ltr' }, printableText(node.value).replaceAll('\n', ' ')),
      math: (_: State, node: { value: string }) => mathElement(node.value, { display: true }),
      inlineMath: (_: State, node: { value: string }) => mathElement(node.value, { display: false }),
    },
  });
  visit(tree, 'element', (element, index, parent) => {
    if (element.tagName === 'th' || element.tagName === 'td') mendCell(element);
    if (element.tagName === 'table') element.children = element.children.filter((part) => !isEmptyHead(part));
    if (element.tagName !== 'table' || parent === undefined || index === undefined) return;
    const wrapped = context.wrapTable(element);
    if (wrapped !== element) parent.children.splice(index, 1, wrapped);
    return index + 1;
  });
  return tree.type === 'root' ? tree.children.filter(isContent) : [];
}

const isContent = (node: { type: string }): node is ElementContent => node.type === 'element' || node.type === 'text';

/** Markdown gives every table a heading row; one without a word in it is none. */
const isEmptyHead = (part: ElementContent): boolean =>
  part.type === 'element' && part.tagName === 'thead' && toString(part).trim() === '';

/** Alignment by class (the attribute is obsolete); a heading cell without words is no heading. */
function mendCell(cell: Element): void {
  const { align } = cell.properties;
  delete cell.properties['align'];
  if (typeof align === 'string') cell.properties['className'] = [`align-${align}`];
  if (cell.tagName !== 'th') return;
  if (toString(cell).trim() === '') cell.tagName = 'td';
  else cell.properties['scope'] = 'col';
}
