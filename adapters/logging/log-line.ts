/** One line of the log, parsed and shown. */
import { styleText } from 'node:util';
import { z } from 'zod';
import { DescribedErrorSchema } from './describe-error.ts';
import { onTerminal } from './terminal-text.ts';
import { whatToDo } from './what-to-do.ts';

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
    if (parsed.success) return withError(parsed.data);
  } catch {
    // Not JSON: shown as it stands, below.
  }
  return { level: 'info', time: null, message: text };
}

/** A step reports its failure in plain fields, `code` and `reason`: shown as every other error. */
function withError(line: LogLine): LogLine {
  const { code, reason, error, ...rest } = line;
  if (error || typeof code !== 'string' || typeof reason !== 'string') return line;
  const advice = whatToDo(code);
  return { ...rest, error: { code, message: reason, causes: [], ...(advice ? { whatToDo: advice } : {}) } };
}

/** The course that a line is about, as far as it says: its title or code, or the id in its workflow's name. */
export function courseOf(line: LogLine): string | null {
  const { course, courseTitle, courseId, workflowId } = line;
  const named = [course, courseTitle, courseId].find((value) => typeof value === 'string');
  const ofWorkflow = typeof workflowId === 'string' ? /^book\/(.+)$/.exec(workflowId)?.[1] : undefined;
  return named ?? ofWorkflow ?? null;
}

/** The line for a person: time, level, process, message, fields; an error's causes and advice on lines below. */
export function formatLine(line: LogLine, { isColored }: { isColored: boolean }): string {
  const paint = painter(isColored);
  const { level, time, name, pid, message, error, ...fields } = line;
  const head = [
    time ? clockTime(time) : '                   ',
    paint(level, level.toUpperCase().padEnd(5)),
    paint('faint', `${name ?? '-'}${pid === undefined ? '' : `[${pid}]`}`),
    onTerminal(message),
    paint('faint', formatFields(fields)),
  ];
  const course = error ? courseOf(line) : null;
  return [
    head.filter((part) => part !== '').join(' '),
    ...(course ? [`    course: ${onTerminal(course)}`] : []),
    ...(error ? formatError(error, paint) : []),
  ].join('\n');
}

/** Fields that Temporal adds to every line and no operator reads; they stay in the file. */
const NOISE = new Set([
  'sdkComponent',
  'taskToken',
  'taskQueue',
  'namespace',
  'isLocal',
  'activityId',
  'activityType',
  'workflowType',
  'workflowRunId',
]);

type Paint = (kind: string, text: string) => string;

const COLORS: Record<string, 'red' | 'yellow' | 'green'> = { error: 'red', warn: 'yellow', info: 'green' };

const painter =
  (isColored: boolean): Paint =>
  (kind, text) =>
    isColored && text !== '' ? styleText(COLORS[kind] ?? 'gray', onTerminal(text)) : onTerminal(text);

/** Date and time as the operator's clock shows them. */
export function clockTime(time: string): string {
  const date = new Date(time);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`;
}

const formatFields = (fields: Record<string, unknown>): string =>
  Object.entries(fields)
    .filter(([key]) => !NOISE.has(key))
    .map(([key, value]) => `${key}=${typeof value === 'string' ? quoteIfSpaced(value) : JSON.stringify(value)}`)
    .join(' ');

const quoteIfSpaced = (text: string): string => (/[\s=]/.test(text) ? JSON.stringify(text) : text);

function formatError(error: z.infer<typeof DescribedErrorSchema>, paint: Paint): string[] {
  return [
    `    ${paint('error', error.code)}: ${onTerminal(error.message)}`,
    ...error.causes.map((cause) => onTerminal(`    because ${cause.code}: ${cause.message}`)),
    ...(error.whatToDo ? [`    what to do: ${error.whatToDo}`] : []),
  ];
}
