/** `npm run logs:view` follows the log; `npm run logs:error` shows errors with cause, course and what to do. */
import { setTimeout as sleep } from 'node:timers/promises';
import { courseOf, formatLine, type LogLine } from '../adapters/logging/log-line.ts';
import { followLog, readLastLines, readLinesSince } from '../adapters/logging/read-log.ts';
import { runCommand, type CommandContext } from './session/command.ts';
import { plural } from './terminal/format.ts';
import { listenForInterruption } from './terminal/interruption.ts';
import { LOG_FLAGS, parseLogs, type LogRequest } from './logs/log-arguments.ts';
import { requireResolved, undoNpm } from './typed/npm-arguments.ts';
import { EXIT } from './typed/usage.ts';

const LOOK_EVERY_MS = 300;

async function main({ env, argv }: CommandContext): Promise<number> {
  const script = `npm run logs:${argv[0] ?? 'view'}`;
  const typed = { script, argv, npmFlags: env.npmFlags, flags: LOG_FLAGS, positionalsOf: () => [] };
  const request = await parseLogs(requireResolved(undoNpm(typed, null), typed), {
    print: (text) => console.log(text.trimEnd()),
    now: new Date(),
  });
  if (request.command === 'view') await view(env.logDir, request);
  else showErrors(env.logDir, request);
  return EXIT.done;
}

const isColored = process.stdout.isTTY === true && process.stdout.hasColors();

async function view(dir: string, { json, lines, follow }: Extract<LogRequest, { command: 'view' }>): Promise<void> {
  const last = readLastLines(dir, lines);
  if (json) return console.log(JSON.stringify({ lines: last }));
  // Opened before the last lines are printed, so that nothing written meanwhile is missed.
  const log = followLog(dir);
  const print = (line: LogLine): void => console.log(formatLine(line, { isColored }));
  last.forEach(print);
  if (last.length === 0) console.log(`Nothing was logged yet in ${dir}.`);
  if (!follow) return;

  const interruption = listenForInterruption();
  while (!interruption.isAsked) {
    log.read().forEach(print);
    await sleep(LOOK_EVERY_MS, undefined, { signal: interruption.signal }).catch(() => undefined);
  }
  interruption.end();
}

function showErrors(dir: string, { json, since }: Extract<LogRequest, { command: 'error' }>): void {
  const errors = [...readLinesSince(dir, since)].filter(({ level }) => level === 'error' || level === 'fatal');
  if (json) return console.log(JSON.stringify({ errors: errors.map((line) => ({ ...line, course: courseOf(line) })) }));
  for (const line of errors) console.log(formatLine(line, { isColored }));
  console.log(errors.length === 0 ? 'No error was logged.' : plural(errors.length, 'error'));
}

// Last: what is declared below an awaited line does not exist while it waits.
await runCommand('logs', main);
