/** The cells of a CSV text, with the lines they stand on; what they mean is the domain's business. */
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { TableRow } from '../../domain/catalogue/table.ts';
import { LibraryError } from '../../domain/failure.ts';

const LINE_ENDS = ['\r\n', '\n', '\r'];
const RowsSchema = z.array(z.object({ record: z.array(z.string()), raw: z.string() }));

/** What spreadsheets write above the first row, to say what stands between the cells. */
const SEPARATOR = /^"?sep=(.)"?(?:\r\n|\n|\r)/i;

/**
 * Commas, semicolons or tabs, whichever the first row has most of, or what `sep=` says; quotes as in RFC 4180; any line end.
 * @param path for messages
 * @throws LibraryError InputInvalid with the line when the quotes do not fit together
 */
export function readCsv(text: string, path: string): { header: string[]; rows: TableRow[] } {
  const [declaration = '', delimiter = delimiterOf(text)] = SEPARATOR.exec(text) ?? [];
  let line = 1 + countLineEnds(declaration);
  const [first, ...rest] = parseRows(text.slice(declaration.length), delimiter, path).map(({ record, raw }) => {
    const leadingBlanks = /^(\s*(\r\n|\n|\r))*/.exec(raw)?.[0] ?? '';
    const row = { line: line + countLineEnds(leadingBlanks), cells: record };
    line += countLineEnds(raw);
    return row;
  });
  return { header: first ? [...first.cells] : [], rows: rest };
}

function parseRows(text: string, delimiter: string, path: string): z.infer<typeof RowsSchema> {
  try {
    const options = { raw: true, relax_column_count: true, skip_empty_lines: true, record_delimiter: LINE_ENDS };
    return RowsSchema.parse(parse(text, { ...options, delimiter }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new LibraryError(
      'InputInvalid',
      `${path} cannot be read: ${error.message}. A cell that holds a quote is written in quotes, with the quote doubled.`,
      { cause: error },
    );
  }
}

const countLineEnds = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0;

function delimiterOf(text: string): string {
  const firstRow = /^[^\r\n]*/.exec(text.trimStart())?.[0].replace(/"[^"]*"/g, '') ?? '';
  const count = (delimiter: string): number => firstRow.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}
