/** What the commands that need nothing but the database share: their flags, services, words and exit codes. */
import { onTerminal } from '../../adapters/logging/terminal-text.ts';
import { readEnv, type Env } from '../../adapters/env.ts';
import { createLogger } from '../../adapters/logging/logger.ts';
import { onInterrupt } from '../../stack/process/interrupt.ts';
import { openStack } from '../../stack/open-stack.ts';
import type { OnStep } from '../../stack/process/step.ts';
import { SEARCH_ATTRIBUTE_TYPES } from '../../workflows/contracts.ts';
import { errorDocument, exitCodeOf, messageOf } from '../session/command-error.ts';
import { Interrupted } from '../terminal/interruption.ts';
import { mindOutput } from '../terminal/output.ts';
import { HelpShown } from '../typed/parse.ts';

export interface DatabaseJob {
  json: boolean;
  /** @returns what `--json` prints, and the same for a person */
  run(open: OpenDatabase, onStep: OnStep): Promise<{ document: object; text: string }>;
}

/** Opens PostgreSQL, embedded or named, for as long as `work` takes. */
export type OpenDatabase = <Result>(work: (databaseUrl: string) => Promise<Result>) => Promise<Result>;

/** Reads the command line, does the job, prints, and sets the exit code of the process. */
export async function runDatabaseCommand(
  readJob: (argv: string[], npmFlags: Env['npmFlags']) => Promise<DatabaseJob>,
): Promise<void> {
  let isJson = process.argv.includes('--json');
  mindOutput();
  try {
    const env = readEnv();
    isJson ||= env.npmFlags.json === 'true';
    const job = await readJob(process.argv.slice(2), env.npmFlags);
    const onStep = isJson ? () => undefined : showStep;
    const { document, text } = await job.run((work) => withDatabase(env, onStep, work), onStep);
    console.log(isJson ? JSON.stringify(document) : onTerminal(text));
  } catch (error) {
    if (error instanceof HelpShown) return;
    process.exitCode = exitCodeOf(error);
    if (isJson) console.log(JSON.stringify(errorDocument(error)));
    else console.error(onTerminal(messageOf(error)));
  }
}

async function withDatabase<Result>(
  env: Env,
  onStep: OnStep,
  work: (databaseUrl: string) => Promise<Result>,
): Promise<Result> {
  const interruption = new AbortController();
  const interrupted = new Promise<never>((_, reject) => {
    interruption.signal.addEventListener('abort', () => reject(new Interrupted()));
  });
  // Nobody waits for it while the services open: their opening listens to the signal itself.
  interrupted.catch(() => undefined);
  const listenNoMore = onInterrupt({
    first: () => interruption.abort(new Interrupted()),
    again: () => undefined,
  });
  try {
    const stack = await openStack({
      env,
      logger: createLogger({ dir: env.logDir, level: env.LOG_LEVEL, name: 'client' }),
      searchAttributes: SEARCH_ATTRIBUTE_TYPES,
      needs: ['postgres'],
      onStep,
      signal: interruption.signal,
    });
    try {
      return await Promise.race([work(stack.addresses.databaseUrl), interrupted]);
    } finally {
      await stack.stop();
    }
  } finally {
    listenNoMore();
  }
}

/** A line for each step that is done; on a terminal, also how far a slow one is. */
const showStep: OnStep = ({ title, detail, isDone, elapsedMs }) => {
  const { stderr } = process;
  const line = `${title}${detail === null ? '' : ` (${detail})`}`;
  if (isDone) stderr.write(`${stderr.isTTY ? '\r\x1b[K' : ''}${line}: ${(elapsedMs / 1000).toFixed(1)} s\n`);
  else if (stderr.isTTY) stderr.write(`\r\x1b[K${line} …`);
};
