/** A command from its first line to its exit code: what was typed wrong, what cannot be reached, what broke. */
import { onTerminal } from '../adapters/logging/terminal-text.ts';
import { EnvError, readEnv, type Env } from '../adapters/env.ts';
import { createLogger, type Logger } from '../adapters/logging/logger.ts';
import { whatToDo } from '../adapters/logging/what-to-do.ts';
import { LibraryError } from '../domain/failure.ts';
import { StackFailed } from '../stack/errors.ts';
import { exitCodeOf } from './database-command.ts';
import { HelpShown } from './parse.ts';
import { EXIT, UsageError } from './usage.ts';

export interface CommandContext {
  env: Env;
  logger: Logger;
  argv: readonly string[];
}

/** Runs `work` and sets the exit code that it returns; `name` says in the log who wrote. */
export async function runCommand(name: string, work: (context: CommandContext) => Promise<number>): Promise<void> {
  const argv = process.argv.slice(2);
  let isJson = argv.includes('--json');
  let logger: Logger | null = null;
  stopWithReader();
  try {
    const env = readEnv();
    isJson ||= env.npmFlags['json'] === 'true';
    logger = createLogger({ dir: env.logDir, level: env.LOG_LEVEL, name });
    process.exitCode = await work({ env, logger, argv });
  } catch (error) {
    if (error instanceof HelpShown) return;
    process.exitCode = exitCodeOf(error);
    if (process.exitCode !== EXIT.usage) logger?.error('A command failed', { command: name, error });
    const message = messageOf(error);
    if (isJson) console.log(JSON.stringify({ error: { code: codeOf(error), message } }));
    else console.error(onTerminal(message));
  }
}

/** A reader that goes away (`… | head`) ends the command as Ctrl-C does. */
function stopWithReader(): void {
  process.stdout.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.stdout.on('error', () => undefined);
    process.kill(process.pid, 'SIGTERM');
  });
}

/** What was expected to go wrong speaks for itself, with what to do; anything else shows where it came from. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof LibraryError) return [error.message, whatToDo(error.code) ?? []].flat().join('\n');
  const isExpected = error instanceof UsageError || error instanceof EnvError || error instanceof StackFailed;
  return isExpected || exitCodeOf(error) !== EXIT.someFailed ? error.message : (error.stack ?? error.message);
}

const codeOf = (error: unknown): string => {
  if (error instanceof LibraryError) return error.code;
  return error instanceof Error ? error.name : 'Unknown';
};
