/**
 * The log of every process: JSON lines in `scroll-university-<date>.log`, one file for all processes of a data folder.
 *
 * Messages are constant, what varies stands in the fields. An error that is passed as `error` is written with its code,
 * its chain of causes and what to do about it. Prompts, replies and keys are never written, whoever passes them.
 */
import { pino } from 'pino';
import { describeError } from './describe-error.ts';
import { openLogFile } from './log-file.ts';
import { redact } from './redact.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type LogFields = Record<string, unknown>;

export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/**
 * Opens the log of this process; `name` says which process wrote a line, such as `worker` or `generate`.
 * Lines are written at once (O_APPEND, one write a line), so none is lost when the process is killed.
 */
export function createLogger({ dir, level, name }: { dir: string; level: LogLevel; name: string }): Logger {
  const lines = pino(
    {
      level,
      base: { name, pid: process.pid },
      messageKey: 'message',
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    openLogFile({ dir }),
  );
  const write =
    (to: LogLevel) =>
    (message: string, fields: LogFields = {}): void => {
      if (lines.isLevelEnabled(to)) lines[to](fieldsOf(fields), message);
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** For tests and for programs that have no log. */
export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

function fieldsOf({ error, ...fields }: LogFields): Record<string, unknown> {
  const safe = redact(fields);
  return error === undefined ? safe : { ...safe, error: describeError(error) };
}
