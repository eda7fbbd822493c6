/** Prose (mdast) as Typst markup. Every word stands in a string literal; see typst-text.ts. */
import type { BlockContent, DefinitionContent, List, PhrasingContent, RootContent, Table } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { Prose } from '../../text/prose.ts';
import { isWiderThanPage } from '../long-formula.ts';
import { typstMath } from './math.ts';
import { columnWidths, squeezed } from './table.ts';
import { breakable, breakableCode, typstString, typstText, writtenOut } from './text.ts';
import { printableText } from '../text.ts';

export interface TypstContext {
  /** BCP 47, of the book. */
  language: string;
  /** Level at which a heading of this depth is printed, asked in reading order. */
  headingLevel: (depth: number) => number;
  /** Formulas (LaTeX) that the guard let through but that do not typeset; printed as their source. */
  refusedMath: ReadonlySet<string>;
}

/** Blocks, each ended by an empty line. */
export const typstProse = (prose: Prose, context: TypstContext): string => typstBlocks(prose.children, context);

type AnyBlock = RootContent | BlockContent | DefinitionContent;

const typstBlocks = (nodes: readonly AnyBlock[], context: TypstContext): string =>
  nodes
    .map((node, at) => {
      const block = typstBlock(node, context);
      return `${leadsTo(node, nodes[at + 1]) ? `#lead-in[${block}]` : block}\n\n`;
    })
    .join('');

const LONGEST_LEAD_IN = 160;
const LED_TO = new Set<string>(['table', 'code', 'math', 'blockquote', 'list']);

/** A short paragraph right before a table, code, a formula, a quotation or a list belongs to it; one in bold heads any block. */
const leadsTo = (node: AnyBlock, next: AnyBlock | undefined): boolean =>
  node.type === 'paragraph' &&
  next !== undefined &&
  (LED_TO.has(next.type) || node.children.every(({ type }) => type === 'strong')) &&
  toString(node).length <= LONGEST_LEAD_IN;

function typstBlock(node: AnyBlock, context: TypstContext): string {
  switch (node.type) {
    case 'paragraph':
      return typstInline(node.children, context);
    case 'heading':
      return `#heading(level: ${context.headingLevel(node.depth)}, outlined: false)[${typstInline(node.children, context)}]`;
    case 'blockquote':
      return `#quote(block: true)[${typstBlocks(node.children, context)}]`;
    case 'list':
      return typstList(node, context);
    case 'table':
      return typstTable(node, context);
    case 'code':
      return `#raw(block: true, ${typstString(breakableCode(codeLines(node.value)))})`;
    case 'math':
      return typstFormula(node.value, { display: true }, context);
    case 'thematicBreak':
      return '#ornament';
    case 'text':
    case 'emphasis':
    case 'strong':
    case 'delete':
    case 'inlineCode':
    case 'inlineMath':
    case 'break':
      return typstPhrase(node, context);
    case 'definition':
    case 'footnoteDefinition':
    case 'footnoteReference':
    case 'html':
    case 'image':
    case 'imageReference':
    case 'link':
    case 'linkReference':
    case 'listItem':
    case 'tableCell':
    case 'tableRow':
    case 'yaml':
      throw new TypeError(`A manuscript holds no ${node.type} here.`);
  }
}

const typstInline = (nodes: readonly PhrasingContent[], context: TypstContext): string =>
  nodes.map((node) => typstPhrase(node, context)).join('');

function typstPhrase(node: PhrasingContent, context: TypstContext): string {
  switch (node.type) {
    case 'text':
      return typstText(node.value, context.language);
    case 'emphasis':
      return `#emph[${typstInline(node.children, context)}]`;
    case 'strong':
      return `#strong[${typstInline(node.children, context)}]`;
    case 'delete':
      return `#strike[${typstInline(node.children, context)}]`;
    case 'inlineCode':
      return `#raw(${typstString(breakable(codeLines(node.value).replaceAll('\n', ' ')))})`;
    case 'inlineMath':
      return typstFormula(node.value, { display: false }, context);
    case 'break':
      return '#linebreak()';
    case 'footnoteReference':
    case 'html':
    case 'image':
    case 'imageReference':
    case 'link':
    case 'linkReference':
      throw new TypeError(`A manuscript holds no ${node.type} in running text.`);
  }
}

function typstFormula(latex: string, { display }: { display: boolean }, context: TypstContext): string {
  const source = printableText(latex).trim();
  const converted = context.refusedMath.has(source) ? null : typstMath(source);
  if (converted === null)
    return `#raw(block: ${display}, ${typstString(display ? breakableCode(source) : breakable(source))})`;
  // A displayed formula keeps to its one line, and would run off the page; one inside a line breaks at its relations.
  if (display && isWiderThanPage(source))
    return `#align(center, math.equation(block: false, alt: ${typstString(source)}, $${converted}$))`;
  const padding = display ? ' ' : '';
  return `#math.equation(block: ${display}, alt: ${typstString(source)}, $${padding}${converted}${padding}$)`;
}

function typstList(list: List, context: TypstContext): string {
  const isTight = list.children.every((item) => item.spread !== true && item.children.length <= 2);
  const items = list.children.map((item) => `[${typstBlocks(item.children, context)}]`).join(', ');
  if (!list.ordered) return `#list(tight: ${isTight}, ${items})`;
  return `#enum(tight: ${isTight}, start: ${list.start ?? 1}, ${items})`;
}

function typstTable(table: Table, context: TypstContext): string {
  const columns = Math.max(1, ...table.children.map((row) => row.children.length));
  const cells = table.children.map((row) =>
    Array.from({ length: columns }, (_, at) => `[${typstInline(row.children[at]?.children ?? [], context)}]`),
  );
  const align = Array.from({ length: columns }, (_, at) => table.align?.[at] ?? 'start').join(', ');
  // Markdown gives every table a header; one without a word in it is none.
  const isHeadless = toString(table.children[0]).trim() === '';
  const parts = [
    `columns: (${columnWidths(table, columns)},)`,
    `align: (${align},)`,
    ...(isHeadless
      ? ['stroke: headless']
      : [`table.header(${cells[0]?.map((cell) => `[#column-title${cell}]`).join(', ')})`]),
    ...cells.slice(1).map((row) => row.join(', ')),
  ];
  const squeeze = squeezed(table, columns);
  const body = `#table(${parts.join(', ')})`;
  return squeeze === null ? body : `#squeezed(${squeeze.size}pt, ${squeeze.breakAfter})[${body}]`;
}

/** A tab is as wide as the typesetter likes; four spaces are the same everywhere. */
const codeLines = (code: string): string => writtenOut(printableText(code).replaceAll('\t', '    '));
