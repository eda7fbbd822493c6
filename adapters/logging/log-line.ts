/** One line of the log, parsed and shown. */
import { styleText } from 'node:util';
import { z } from 'zod';
import { DescribedErrorSchema } from './describe-error.ts';

const LogLineSchema = z.looseObject({
  level: z.string(),
  time: z.string().nullable(),
  name: z.string().optional(),
  pid: z.number().optional(),
  message: z.string(),
  error: DescribedErrorSchema.optional().catch(undefined),
});
export type LogLine = z.infer<typeof LogLineSchema>;

/** Parses a line; text that is not one of ours (a library that printed into the file) becomes a line of its own. */
export function parseLine(text: string): LogLine {
  try {
    const parsed = LogLineSchema.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
  } catch {
    // Not JSON: shown as it stands, below.
  }
  return { level: 'info', time: null, message: text };
}

/** The line for a person: time, level, process, message, fields; an error's causes and advice on lines below. */
export function formatLine(line: LogLine, { isColored }: { isColored: boolean }): string {
  const paint = painter(isColored);
  const { level, time, name, pid, message, error, ...fields } = line;
  const head = [
    time ? clockTime(time) : '                   ',
    paint(level, level.toUpperCase().padEnd(5)),
    paint('faint', `${name ?? '-'}${pid === undefined ? '' : `[${pid}]`}`),
    message,
    paint('faint', formatFields(fields)),
  ];
  return [head.filter((part) => part !== '').join(' '), ...(error ? formatError(error, paint) : [])].join('\n');
}

type Paint = (kind: string, text: string) => string;

const COLORS: Record<string, 'red' | 'yellow' | 'green'> = { error: 'red', warn: 'yellow', info: 'green' };

const painter =
  (isColored: boolean): Paint =>
  (kind, text) =>
    isColored && text !== '' ? styleText(COLORS[kind] ?? 'gray', text) : text;

/** Date and time as the operator's clock shows them. */
export function clockTime(time: string): string {
  const date = new Date(time);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`;
}

const formatFields = (fields: Record<string, unknown>): string =>
  Object.entries(fields)
    .map(([key, value]) => `${key}=${typeof value === 'string' ? quoteIfSpaced(value) : JSON.stringify(value)}`)
    .join(' ');

const quoteIfSpaced = (text: string): string => (/[\s=]/.test(text) ? JSON.stringify(text) : text);

function formatError(error: z.infer<typeof DescribedErrorSchema>, paint: Paint): string[] {
  return [
    `    ${paint('error', error.code)}: ${error.message}`,
    ...error.causes.map((cause) => `    because ${cause.code}: ${cause.message}`),
    ...(error.whatToDo ? [`    what to do: ${error.whatToDo}`] : []),
  ];
}
