/** Lists that stand for something else: the rows of a table, the terms of a glossary. */
import type { Line } from '../source/lines.ts';
import { dedent } from './layout.ts';

/** `* - a` and `  - b`: a row and its cells. Null when the lines are not of this form. */
export function rowsAsTable(body: readonly Line[], headerRows: string): Line[] | null {
  const rows: { cells: string[]; number: number }[] = [];
  for (const { text, number } of dedent(body)) {
    const [, star, cell, other] = /^(?:([*-])\s+-(?:\s+(.*)|\s*)|\s+-(?:\s+(.*)|\s*))$/u.exec(text) ?? [];
    const row = rows.at(-1);
    if (star !== undefined) rows.push({ cells: [cell ?? ''], number });
    else if (text.trim() === '') continue;
    else if (!row) return null;
    else if (/^\s+-(?:\s|$)/u.test(text)) row.cells.push(other ?? '');
    else row.cells.push(`${row.cells.pop() ?? ''} ${text.trim()}`.trim());
  }
  const columns = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const first = rows[0];
  if (!first || columns === 0) return null;
  const asRow = ({ cells, number }: { cells: string[]; number: number }): Line => ({
    text: `| ${Array.from({ length: columns }, (_, column) => (cells[column] ?? '').replace(/(?<!\\)\|/gu, '\\|')).join(' | ')} |`,
    number,
  });
  const rule = { text: `|${' --- |'.repeat(columns)}`, number: first.number };
  const blank = { cells: [], number: first.number };
  return headerRows === '0'
    ? [asRow(blank), rule, ...rows.map(asRow)]
    : [asRow(first), rule, ...rows.slice(1).map(asRow)];
}

/** A term at the left edge, and what it means indented below it. */
export const termsAsParagraphs = (body: readonly Line[]): Line[] =>
  dedent(body).flatMap((line) =>
    /^\S/u.test(line.text)
      ? [
          { ...line, text: '' },
          { ...line, text: `**${line.text.trim()}**` },
          { ...line, text: '' },
        ]
      : [{ ...line, text: line.text.trimStart() }],
  );
