/** The command line of `generate:enterprise`: from words to a request, or to what should have been typed. */
import type { Command } from 'commander';
import { EXPORT_KINDS } from '../../library/books.ts';
import { PRIORITY_MODES, PriorityModeSchema, RunInputSchema, type RunInput } from '../../domain/run/run.ts';
import { SELECTIONS } from '../../domain/run/selection.ts';
import { DEFAULT_CONCURRENCY } from '../../library/runs/estimate.ts';
import { commandLine } from '../typed/npm-arguments.ts';
import { split } from '../typed/list-value.ts';
import { createProgram, parseWith, wholeNumber } from '../typed/parse.ts';
import { positionalsOf } from './run-flags.ts';
import { nearest, notOneOf, UsageError } from '../typed/usage.ts';

export const SCRIPT = 'npm run generate:enterprise';

const CONTROLS = ['retry', 'status', 'pause', 'resume', 'cancel', 'watch'] as const;

export type GenerateRequest = { json: boolean } & (
  | { command: 'all' | 'estimate'; input: RunInput }
  | { command: 'auto'; course: string; input: RunInput }
  | { command: 'concurrency'; books: number }
  /** Null: no limit. */
  | { command: 'budget'; usd: number | null }
  | { command: (typeof CONTROLS)[number] }
);

/**
 * @param argv words as `undoNpm` left them
 * @param standards ids of the content standards that exist
 * @throws UsageError; HelpShown after help went to `print`
 */
export async function parseGenerate(
  argv: readonly string[],
  { standards, print }: { standards: readonly string[]; print: (text: string) => void },
): Promise<GenerateRequest> {
  const program = createProgram(SCRIPT, print)
    .description('Writes a textbook for every course of the catalogue; watches, holds and prices such a run.')
    .option('--json', 'print one JSON document on stdout and nothing else');
  const found: GenerateRequest[] = [];
  const isJson = (command: Command): boolean => command.optsWithGlobals<{ json?: boolean }>().json === true;

  const takesRun = (name: 'all' | 'estimate', description: string): void => {
    withRunOptions(program.command(name), standards)
      .description(description)
      .argument('[concurrency]', `books in work at once (${DEFAULT_CONCURRENCY})`)
      .argument('[priorityMode]', `which courses first: ${PRIORITY_MODES.join(', ')}`)
      .action((concurrency: string | undefined, mode: string | undefined, options: RunOptions, command: Command) => {
        found.push({ command: name, json: isJson(command), input: readRun({ name, concurrency, mode }, options) });
      });
  };
  takesRun('all', 'write the books of all courses that have none, or an outdated one');
  takesRun('estimate', 'price the same run before a cent is spent');

  withFormat(program.command('auto'))
    .description('write one course, ahead of everything that waits; takes up a held book again')
    .argument('<course>', 'id or code')
    .option('--standard <id>', 'content standard', oneOf('a content standard', standards))
    .action((course: string, options: RunOptions, command: Command) => {
      found.push({ command: 'auto', course, json: isJson(command), input: readRun({ name: 'auto' }, options) });
    });
  program
    .command('concurrency')
    .description('change how many books the live run has in work at once')
    .argument('<books>', 'from 1 to 1000')
    .action((books: string, _options: unknown, command: Command) => {
      found.push({
        command: 'concurrency',
        books: wholeNumber(books, 'a number of books', 1000),
        json: isJson(command),
      });
    });
  program
    .command('budget')
    .description('raise, lower or take away the budget of the live run; a run that reached it goes on')
    .argument('<dollars>', 'more than 0, or none')
    .action((dollars: string, _options: unknown, command: Command) => {
      const usd = dollars.toLowerCase() === 'none' ? null : readBudget(dollars, `${SCRIPT} budget 50, or none`);
      found.push({ command: 'budget', usd, json: isJson(command) });
    });
  for (const name of CONTROLS) {
    program
      .command(name)
      .description(SAYS[name])
      .action((_options: unknown, command: Command) => {
        found.push({ command: name, json: isJson(command) });
      });
  }
  program.addHelpText('after', EXAMPLES);
  for (const command of program.commands) command.option('--json', 'print one JSON document');

  await parseWith(program, argv);
  const [request] = found;
  if (!request) throw new UsageError(`Name a command, such as \`${SCRIPT} all 50 enrollment\`.`);
  return request;
}

const SAYS: Record<(typeof CONTROLS)[number], string> = {
  retry: 'write the failed and held courses of the last run again, nothing else',
  status: 'how far the live run is, or how the last one ended',
  pause: 'let the calls in hand finish and start no more',
  resume: 'go on after a pause',
  cancel: 'end the run: requests are aborted, published books stay',
  watch: 'show the live run until it ends',
};

const EXAMPLES = `
Examples:
  ${SCRIPT} all 50 enrollment                        50 books at a time, most enrolled courses first
  ${SCRIPT} all 10 enrollment --subjects theology    one subject
  ${SCRIPT} all 10 random --seed=7                   an order that can be repeated
  ${SCRIPT} all 10 enrollment --select=outdated      only books whose course, standard or model changed
  ${SCRIPT} estimate 10 enrollment --subjects theology
  ${SCRIPT} auto TH-101                              one course, now
  ${SCRIPT} status --json

npm keeps some flags for itself: it answers \`--help\` (use \`${SCRIPT} help\`) and drops the value of
\`--only\` (use \`--select\`, or put \` -- \` before the flags).
Exit codes: 0 done, 1 some courses failed or are held, 2 wrong usage, 3 a service is unreachable.`;

interface RunOptions {
  subjects?: string[];
  levels?: string[];
  courses?: string[];
  select?: string[];
  only?: string[];
  formats?: string[];
  standard?: string;
  budgetUsd?: number;
  seed?: number;
  batchSize?: number;
  concurrency?: number;
}

/** A filter without a value would be none, and the run one over the whole catalogue. */
function collect(value: string, before: string[] = []): string[] {
  if (split(value).length > 0) return [...before, value];
  throw new UsageError('A flag stands without its value. Give it one, such as --subjects=theology, or leave it out.');
}

function withRunOptions(command: Command, standards: readonly string[]): Command {
  return withFormat(command)
    .option('--subjects <subject>', 'only courses of these subjects (comma separated)', collect)
    .option('--levels <level>', 'only courses of these levels', collect)
    .option('--courses <id or code>', 'only these courses', collect)
    .option('--select <state>', `only courses whose book is ${SELECTIONS.join(', ')}`, collect)
    .option('--only <state>', 'the same, behind ` -- `', collect)
    .option('--standard <id>', `content standard: ${standards.join(', ')}`, oneOf('a content standard', standards))
    .option('--budget-usd <dollars>', 'pause before the run costs more', (value) => readBudget(value, '--budget-usd=5'))
    .option('--seed <number>', 'seed of the random order', (value) =>
      value === '0' ? 0 : wholeNumber(value, 'a seed'),
    )
    .option('--batch-size <courses>', 'courses read at a time', (value) => wholeNumber(value, 'a batch size', 1000))
    .option('--concurrency <books>', 'books in work at once', (value) => wholeNumber(value, 'a concurrency', 1000));
}

const withFormat = (command: Command): Command =>
  command.option('--formats <format>', `${EXPORT_KINDS.join(', ')}, or none`, collect);

function readRun(
  typed: { name: string; concurrency?: string | undefined; mode?: string | undefined },
  options: RunOptions,
): RunInput {
  const concurrency = readConcurrency(typed) ?? options.concurrency;
  const mode = typed.mode === undefined ? undefined : oneOf('a priority mode', PRIORITY_MODES, typed)(typed.mode);
  const selections = lists([...(options.select ?? []), ...(options.only ?? [])]).map(
    oneOf('a state of a book', SELECTIONS),
  );
  return RunInputSchema.parse({
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(mode === undefined ? {} : { priorityMode: PriorityModeSchema.parse(mode) }),
    // Not split at commas here: a subject may hold one. The catalogue decides (catalogue-words.ts).
    ...(options.subjects ? { subjects: options.subjects } : {}),
    ...(options.levels ? { levels: options.levels } : {}),
    ...(options.courses ? { courseIds: lists(options.courses) } : {}),
    ...(selections.length > 0 ? { only: selections } : {}),
    ...(options.formats ? { formats: readFormats(options.formats) } : {}),
    ...(options.standard === undefined ? {} : { standard: options.standard }),
    ...(options.budgetUsd === undefined ? {} : { budgetUsd: options.budgetUsd }),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(options.batchSize === undefined ? {} : { batchSize: options.batchSize }),
  });
}

const lists = (values: string[]): string[] => values.flatMap(split);

function readConcurrency({ name, concurrency, mode }: Parameters<typeof readRun>[0]): number | undefined {
  if (concurrency === undefined) return undefined;
  if (/^\d+$/.test(concurrency)) return wholeNumber(concurrency, 'a number of books', 1000);
  // `all enrollment`, `all enrollment 50`: the words are right, their places are not.
  const meant = nearest(concurrency, PRIORITY_MODES);
  const books = mode !== undefined && positionalsOf('all')[0]?.accepts(mode) ? mode : String(DEFAULT_CONCURRENCY);
  throw new UsageError(
    `"${concurrency}" is not a number of books. Type: ${commandLine(SCRIPT, [name, books, meant ?? mode ?? 'enrollment'])}`,
  );
}

/** One of the known words in any case, as it is known. */
const oneOf =
  (what: string, known: readonly string[], typed?: Parameters<typeof readRun>[0]) =>
  (value: string): string => {
    const match = known.find((word) => word.toLowerCase() === value.toLowerCase());
    if (match !== undefined) return match;
    const near = typed ? nearest(value, known) : null;
    const command = typed && near ? ` Type: ${commandLine(SCRIPT, [typed.name, typed.concurrency ?? '', near])}` : '';
    throw new UsageError(`${notOneOf({ value, what, known })}${command}`);
  };

function readFormats(values: string[]): string[] {
  const words = lists(values).map(oneOf('a format', [...EXPORT_KINDS, 'none']));
  if (!words.includes('none')) return words;
  if (words.length > 1) throw new UsageError('`--formats none` stands alone: it means that no file is made.');
  return [];
}

function readBudget(value: string, example: string): number {
  const dollars = Number(value);
  if (Number.isFinite(dollars) && dollars > 0) return dollars;
  throw new UsageError(`"${value}" is not a budget: dollars above 0 are expected, such as ${example}.`);
}
