/** What a command does when its output can no longer be written. */
import { EXIT } from '../typed/usage.ts';

/**
 * A reader that goes away (`… | head`) ends the command as Ctrl-C does. On a full disk the work goes on, and the command ends
 * with an exit code other than 0.
 */
export function handleOutputErrors(): void {
  process.stdout.once('error', (error: NodeJS.ErrnoException) => {
    process.stdout.on('error', () => undefined);
    if (error.code === 'EPIPE') process.kill(process.pid, 'SIGTERM');
    else failAtTheEnd(error);
  });
  // stderr is gone too; only the exit code and the log remain.
  process.stderr.on('error', () => undefined);
}

function failAtTheEnd({ message }: Error): void {
  console.error(`Expected to write to stdout, got ${message}: the rest of the output is lost.`);
  process.once('exit', (code) => {
    if (code === EXIT.done) process.exitCode = EXIT.someFailed;
  });
}
