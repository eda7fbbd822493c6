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

/** What fits on one line of the page beside the cells' margins. */
const LINE_CHARACTERS = 62;
const NARROWEST = 14;
const WIDEST = 48;
