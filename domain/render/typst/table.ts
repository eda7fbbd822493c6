/** Widths of a table's columns, from what stands in them. */
import type { Table } from 'mdast';
import { toString } from 'mdast-util-to-string';

/** Narrow tables keep their natural width; wide ones share the line by the amount of text in each column. */
export function columnWidths(table: Table, columns: number): string {
  const longest = Array.from({ length: columns }, (_, at) =>
    Math.max(1, ...table.children.map((row) => toString(row.children[at] ?? { type: 'text', value: '' }).length)),
  );
  const total = longest.reduce((sum, length) => sum + length, 0);
  if (total <= LINE_CHARACTERS) return longest.map(() => 'auto').join(', ');
  return longest.map((length) => `${Math.min(Math.max(length, NARROWEST), WIDEST)}fr`).join(', ');
}

/**
 * How a table is squeezed whose longest words do not fit side by side: the size of its type in points, and after how many
 * letters a word breaks; null when they fit.
 */
export function squeezed(table: Table, columns: number): { size: number; breakAfter: number } | null {
  const words = Array.from({ length: columns }, (_, at) =>
    Math.max(...table.children.map((row) => longestWord(toString(row.children[at] ?? { type: 'text', value: '' })))),
  );
  const needed = words.reduce((sum, length) => sum + length + CELL_MARGIN, 0);
  if (needed <= LINE_CHARACTERS) return null;
  const size = Math.max(SMALLEST_PT, (USUAL_PT * LINE_CHARACTERS) / needed);
  const room = (LINE_CHARACTERS * USUAL_PT) / size;
  return { size: Math.round(size * 10) / 10, breakAfter: Math.max(3, Math.floor(room / columns) - CELL_MARGIN) };
}

const longestWord = (text: string): number => Math.max(1, ...text.split(/[\s/-]+/u).map((word) => word.length));

const USUAL_PT = 9.4;
const SMALLEST_PT = 6.5;
/** In characters. */
const CELL_MARGIN = 2;
/** What fits on one line of the page beside the cells' margins. */
const LINE_CHARACTERS = 62;
const NARROWEST = 14;
const WIDEST = 48;
