/** The command line of `npm run books`. */
import type { Command } from 'commander';
import type { Flag } from '../typed/npm-arguments.ts';
import { createProgram, parseWith, wholeNumber } from '../typed/parse.ts';
import { UsageError } from '../typed/usage.ts';

export const SCRIPT = 'npm run books --';

/** Flags that npm may have taken for its own: it knows `--all` and `--json`. */
export const BOOK_FLAGS: Flag[] = [
  { name: 'json', takes: 'nothing' },
  { name: 'all', takes: 'nothing' },
  { name: 'limit', takes: 'value', accepts: (value) => /^\d+$/.test(value) },
  { name: 'after', takes: 'value', accepts: (value) => UUID.test(value) },
];

export type BooksRequest = { json: boolean } &
  /** One page where a limit is given, else every book. */
  (
    | { command: 'list'; limit: number | null; after: string | null }
    | { command: 'show'; course: string }
    /** Null: every book. */
    | { command: 'verify'; course: string | null }
  );

/** @throws UsageError; HelpShown after help went to `print` */
export async function parseBooks(argv: readonly string[], print: (text: string) => void): Promise<BooksRequest> {
  const program = createProgram(SCRIPT, print)
    .description('The books of the library: list them, look into one, prove that its files are whole.')
    .option('--json', 'print one JSON document on stdout and nothing else');
  const found: BooksRequest[] = [];
  const isJson = (command: Command): boolean => command.optsWithGlobals<{ json?: boolean }>().json === true;

  program
    .command('list')
    .description('every edition of every course')
    .option('--limit <books>', `a page of so many books, up to ${MOST_BOOKS}`, (value) =>
      wholeNumber(value, 'a number of books', MOST_BOOKS),
    )
    .option('--after <book id>', 'the page after this book')
    .action(({ limit, after }: { limit?: number; after?: string }, command: Command) => {
      found.push({ command: 'list', limit: limit ?? null, after: after ?? null, json: isJson(command) });
    });
  program
    .command('show')
    .description('chapters, findings and files of one course')
    .argument('<course>', 'id or code')
    .action((course: string, _options: unknown, command: Command) => {
      found.push({ command: 'show', course, json: isJson(command) });
    });
  program
    .command('verify')
    .description('read every file again and compare its hash; exit code 1 when one differs')
    .argument('[course]', 'id or code')
    .option('--all', 'every book')
    .action((course: string | undefined, { all }: { all?: boolean }, command: Command) => {
      if ((course === undefined) === (all !== true))
        throw new UsageError(`Name a course, or all: ${SCRIPT} verify --all`);
      found.push({ command: 'verify', course: course ?? null, json: isJson(command) });
    });
  program.addHelpText('after', EXAMPLES);
  for (const command of program.commands) command.option('--json', 'print one JSON document');

  await parseWith(program, argv);
  const [request] = found;
  if (!request) throw new UsageError(`Name a command, such as \`${SCRIPT} list\`.`);
  return request;
}

const MOST_BOOKS = 1000;

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const EXAMPLES = `
Examples:
  ${SCRIPT} list
  ${SCRIPT} list --json
  ${SCRIPT} list --limit 100 --json       a page; "next" is the id for --after, null at the end
  ${SCRIPT} show PHIL-101
  ${SCRIPT} verify --all

Exit codes: 0 done, 1 a file is missing or differs, 2 wrong usage, 3 the database is unreachable.`;
