/** Formulas in the tree of a text: marks stand for them while the parser reads, nodes take their place afterwards. */
import type { InlineMath, Math } from 'mdast-util-math';
import type { Nodes, Paragraph, PhrasingContent, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { FoundFormula } from './find.ts';

/** Noncharacters: no text that is to be parsed has them, and to the parser they are letters. */
const OPEN = '\ufdd0';
const CLOSE = '\ufdd1';
const MARK = new RegExp(`${OPEN}(\\d+)${CLOSE}`, 'gu');

export const withMarks = (text: string, formulas: readonly FoundFormula[]): string => {
  const pieces: string[] = [];
  let at = 0;
  formulas.forEach(({ from, to }, index) => {
    pieces.push(text.slice(at, from), `${OPEN}${index}${CLOSE}`);
    at = to;
  });
  return pieces.join('') + text.slice(at);
};

/** Puts the formulas in the place of their marks; where none can stand, as in an address, what was written comes back. */
export function placeFormulas(tree: Root, text: string, formulas: readonly FoundFormula[]): void {
  if (formulas.length === 0) return;
  const displayed = new Set<Nodes>();
  const written = (value: string): string =>
    value.replace(MARK, (_mark, index: string) => {
      const formula = formulas[Number(index)];
      return formula ? text.slice(formula.from, formula.to) : '';
    });
  visit(tree, (node, index, parent) => {
    if (node.type === 'text' && parent && index !== undefined && node.value.includes(OPEN)) {
      const pieces = piecesOf(node.value, formulas, displayed);
      parent.children.splice(index, 1, ...pieces);
      return index + pieces.length;
    }
    restoreWritten(node, written);
    return undefined;
  });
  visit(tree, 'paragraph', (paragraph, index, parent) => {
    if (!parent || index === undefined || !paragraph.children.some((child) => displayed.has(child))) return undefined;
    const blocks = splitParagraph(paragraph, displayed);
    parent.children.splice(index, 1, ...blocks);
    return index + blocks.length;
  });
}

function piecesOf(value: string, formulas: readonly FoundFormula[], displayed: Set<Nodes>): PhrasingContent[] {
  // Text and numbers of formulas take turns.
  return value.split(MARK).flatMap((piece, index): PhrasingContent[] => {
    if (index % 2 === 0) return piece === '' ? [] : [{ type: 'text', value: piece }];
    const formula = formulas[Number(piece)];
    if (!formula || formula.latex === '') return [];
    const node: InlineMath = { type: 'inlineMath', value: formula.latex };
    if (formula.isDisplayed) displayed.add(node);
    return [node];
  });
}

/** A displayed formula inside a paragraph parts it. */
function splitParagraph({ children }: Paragraph, displayed: Set<Nodes>): (Paragraph | Math)[] {
  const blocks: (Paragraph | Math)[] = [];
  let open: PhrasingContent[] = [];
  const close = (): void => {
    if (open.some((node) => node.type !== 'text' || node.value.trim() !== '')) {
      blocks.push({ type: 'paragraph', children: trimmed(open) });
    }
    open = [];
  };
  for (const child of children) {
    if (child.type === 'inlineMath' && displayed.has(child)) {
      close();
      blocks.push({ type: 'math', value: child.value });
    } else open.push(child);
  }
  close();
  return blocks;
}

const trimmed = (nodes: PhrasingContent[]): PhrasingContent[] =>
  nodes.map((node, index) => {
    if (node.type !== 'text') return node;
    const start = index === 0 ? node.value.trimStart() : node.value;
    return { ...node, value: index === nodes.length - 1 ? start.trimEnd() : start };
  });

const restoreWritten = (node: Nodes, written: (value: string) => string): void => {
  if ('value' in node) node.value = written(node.value);
  if ('url' in node) node.url = written(node.url);
  if ('alt' in node && node.alt) node.alt = written(node.alt);
  if ('title' in node && node.title) node.title = written(node.title);
  if (node.type === 'code') {
    if (node.lang) node.lang = written(node.lang);
    if (node.meta) node.meta = written(node.meta);
  }
};
