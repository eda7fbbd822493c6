/** The command lines of `logs:view` and `logs:error`. */
import type { Command } from 'commander';
import type { Flag } from '../typed/npm-arguments.ts';
import { createProgram, parseWith, wholeNumber } from '../typed/parse.ts';
import { UsageError } from '../typed/usage.ts';

export const LOG_FLAGS: Flag[] = [
  { name: 'json', takes: 'nothing' },
  { name: 'follow', takes: 'nothing' },
  { name: 'lines', takes: 'value', accepts: (value) => /^\d+$/.test(value) },
  { name: 'since', takes: 'value', accepts: () => true },
];

export type LogRequest = { json: boolean } & (
  { command: 'view'; lines: number; follow: boolean } | { command: 'error'; since: Date | null }
);

const DEFAULT_LINES = 50;

/** @throws UsageError; HelpShown after help went to `print` */
export async function parseLogs(
  argv: readonly string[],
  { print, now }: { print: (text: string) => void; now: Date },
): Promise<LogRequest> {
  const [which = '', ...rest] = argv;
  const program = createProgram(`npm run logs:${which} --`, print).helpCommand(false);
  const found: LogRequest[] = [];
  if (which === 'view') {
    program
      .description('The log of all processes: its last lines, then what is written, until Ctrl-C.')
      .option('--lines <number>', `last lines to show (${DEFAULT_LINES})`, (value) =>
        value === '0' ? 0 : wholeNumber(value, 'a number of lines'),
      )
      .option('--no-follow', 'end after these')
      .option('--json', 'the lines as they are written, without following')
      .action((options: { lines?: number; follow: boolean; json?: boolean }, _command: Command) => {
        const json = options.json === true;
        found.push({ command: 'view', json, lines: options.lines ?? DEFAULT_LINES, follow: options.follow && !json });
      });
  } else {
    program
      .description('Errors with their cause, course, and what to do.')
      .option('--since <when>', 'such as 30m, 2h, 7d, or 2026-03-01')
      .option('--json', 'print one JSON document')
      .action((options: { since?: string; json?: boolean }, _command: Command) => {
        const since = options.since === undefined ? null : readSince(options.since, now);
        found.push({ command: 'error', json: options.json === true, since });
      });
  }
  program.addHelpText(
    'after',
    '\nExamples:\n  npm run logs:view\n  npm run logs:view -- --lines 200 --no-follow\n  npm run logs:error -- --since 2h',
  );
  await parseWith(program, rest[0] === 'help' ? ['--help'] : rest);
  const [request] = found;
  if (!request) throw new UsageError('Use npm run logs:view or npm run logs:error.');
  return request;
}

const UNITS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A length of time before now, or a moment. */
export function readSince(text: string, now: Date): Date {
  const [, number, unit] = /^(\d+)\s*([smhd])$/.exec(text) ?? [];
  if (number !== undefined && unit !== undefined) return new Date(now.getTime() - Number(number) * (UNITS[unit] ?? 0));
  // A day alone is meant as the operator's day, not as one of Greenwich.
  const moment = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00` : text);
  if (Number.isNaN(moment.getTime()))
    throw new UsageError(`"${text}" is not a time: 30m, 2h, 7d or 2026-03-01 is expected.`);
  return moment;
}
