/** What a command does when nobody takes what it prints. */
import { EXIT } from '../typed/usage.ts';

/**
 * A reader that goes away (`… | head`) ends the command as Ctrl-C does. Where the disk is full the work goes on, but the
 * command does not end as if its words had arrived.
 */
export function mindOutput(): void {
  process.stdout.once('error', (error: NodeJS.ErrnoException) => {
    process.stdout.on('error', () => undefined);
    if (error.code === 'EPIPE') process.kill(process.pid, 'SIGTERM');
    else failAtTheEnd(error);
  });
  // Nobody can be told that nobody can be told: the exit code and the log still say how it ended.
  process.stderr.on('error', () => undefined);
}

function failAtTheEnd({ message }: Error): void {
  console.error(`What this command prints is lost from here on: ${message}.`);
  process.once('exit', (code) => {
    if (code === EXIT.done) process.exitCode = EXIT.someFailed;
  });
}
