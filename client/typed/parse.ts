/** What every command line of ours shares: one parser's manners, and the answer to what was typed wrong. */
import { Command, CommanderError } from 'commander';
import { z } from 'zod';
import { UsageError } from './usage.ts';

/** Shown instead of doing anything; exit code 0. */
export class HelpShown extends Error {
  override readonly name = 'HelpShown';
}

/** A program that throws instead of ending the process, and writes help to `print` and nothing to stderr. */
export function createProgram(script: string, print: (text: string) => void): Command {
  return new Command(script)
    .exitOverride()
    .configureOutput({ writeOut: print, writeErr: () => undefined })
    .showSuggestionAfterError()
    .helpCommand('help [command]', 'show this, or the help of one command');
}

/**
 * Parses with commander; its refusals become usage errors.
 * @throws UsageError; HelpShown after help was printed
 */
export async function parseWith(program: Command, argv: readonly string[]): Promise<void> {
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) throw new HelpShown(error.message);
    if (error.code === 'commander.help') throw new UsageError(`Name a command.\n\n${program.helpInformation()}`);
    throw new UsageError(`${sentence(error.message)}\nHelp: ${helpCommandOf(program)}`);
  }
}

/** `error: unknown command 'al'` → `Unknown command 'al'.`; commander's own suggestion stays behind it. */
function sentence(message: string): string {
  const [first = '', ...rest] = message.replace(/^error: /, '').split('\n');
  return [`${first.charAt(0).toUpperCase()}${first.slice(1).replace(/\.$/, '')}.`, ...rest].join('\n');
}

/** npm keeps `--help` for itself, unless it stands behind \` -- \`. */
const helpCommandOf = (program: Command): string => {
  const script = program.name();
  return script.endsWith('--') ? `${script} --help` : `${script} -- --help`;
};

/** A whole number of at least 1, typed as a value of `what`. */
export function wholeNumber(value: string, what: string, max = Number.MAX_SAFE_INTEGER): number {
  const parsed = z.coerce.number().int().min(1).max(max).safeParse(value);
  if (parsed.success) return parsed.data;
  const range = max === Number.MAX_SAFE_INTEGER ? 'from 1' : `from 1 to ${max}`;
  throw new UsageError(`"${value}" is not ${what}: a whole number ${range} is expected.`);
}
