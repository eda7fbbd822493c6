/**
 * The rehearsal model as a process of its own.
 *
 *   node --import tsx rehearsal/main.ts [--port N] [--latency-ms N] [--faults SPEC]
 *
 * Environment: REHEARSAL_PORT, REHEARSAL_LATENCY_MS, REHEARSAL_FAULTS. One line on stdout when it is ready.
 */
import { pathToFileURL } from 'node:url';
import { readOptions } from './server/options.ts';
import { startRehearsal } from './server/server.ts';

export { startRehearsal } from './server/server.ts';

async function main(): Promise<void> {
  const server = await startRehearsal(readOptions(process.argv.slice(2), process.env));
  process.stdout.write(`rehearsal model on ${server.url}\n`);
  const stop = (): void => void server.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error: unknown) => {
    process.stderr.write(
      `The rehearsal model cannot start: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exitCode = 2;
  });
}
