/** A command from its first line to its exit code: what was typed wrong, what cannot be reached, what broke. */
import { onTerminal } from '../../adapters/logging/terminal-text.ts';
import { readEnv, type Env } from '../../adapters/env.ts';
import { createLogger, type Logger } from '../../adapters/logging/logger.ts';
import { errorDocument, exitCodeOf, messageOf } from './command-error.ts';
import { Interrupted } from '../terminal/interruption.ts';
import { handleOutputErrors } from '../terminal/output.ts';
import { HelpShown } from '../typed/parse.ts';
import { EXIT } from '../typed/usage.ts';

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
  handleOutputErrors();
  try {
    const env = readEnv();
    isJson ||= env.npmFlags['json'] === 'true';
    logger = createLogger({ dir: env.logDir, level: env.LOG_LEVEL, name });
    process.exitCode = await work({ env, logger, argv });
  } catch (error) {
    if (error instanceof HelpShown) return;
    process.exitCode = exitCodeOf(error);
    if (error instanceof Interrupted) logger?.info('A command was interrupted', { command: name, error });
    else if (process.exitCode !== EXIT.usage) logger?.error('A command failed', { command: name, error });
    if (isJson) console.log(JSON.stringify(errorDocument(error)));
    else console.error(onTerminal(messageOf(error)));
  }
}
