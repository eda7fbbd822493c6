/**
 * `npm start`: the whole system. Services, database, a worker, a run over the library; then where the books are.
 * Stays up for courses that come later, until Ctrl-C; `npm start -- --once` ends with the run.
 */
import { countBooks, listBooks } from '../library/books.ts';
import { SAMPLE_CATALOGUE } from '../library/catalogue.ts';
import type { Library } from '../library/library.ts';
import { startRun } from '../library/runs/start.ts';
import { booksTable, exportLabel } from './books/book-lines.ts';
import { runCommand, type CommandContext } from './session/command.ts';
import { listenForInterruption, type Interruption } from './terminal/interruption.ts';
import type { Session } from './session/session.ts';
import { requireResolved, undoNpm } from './typed/npm-arguments.ts';
import { createProgram, parseWith } from './typed/parse.ts';
import { follow, type RunContext } from './generate/run-commands.ts';
import { createScreen, type Screen } from './terminal/screen.ts';
import { stayUp } from './generate/stay-up.ts';
import { EXIT } from './typed/usage.ts';
import { withSession } from './session/with-session.ts';

const STOPPING = 'Stopping: steps in hand come to their end … (Ctrl-C again to hurry)';

async function main({ env, logger, argv }: CommandContext): Promise<number> {
  const { once, json } = await readArguments(argv, env.npmFlags);
  const screen = createScreen({ json });
  const interruption = listenForInterruption(() => screen.clear());
  try {
    return await withSession(
      { env, logger, needs: ['postgres', 'temporal', 'model'], catalogue: SAMPLE_CATALOGUE },
      { screen, interruption, onClose: ({ stack }) => stack.isOwner && interruption.isAsked && screen.note(STOPPING) },
      (session) => serve({ session, screen, interruption }, { once }),
    );
  } finally {
    interruption.end();
  }
}

async function readArguments(
  argv: readonly string[],
  npmFlags: Record<string, string>,
): Promise<{ once: boolean; json: boolean }> {
  const flags = [
    { name: 'once', takes: 'nothing' as const },
    { name: 'json', takes: 'nothing' as const },
  ];
  const typed = { script: 'npm start', argv, npmFlags, flags, positionalsOf: () => [] };
  const words = requireResolved(undoNpm(typed, null), typed);
  const program = createProgram('npm start --', (text) => console.log(text.trimEnd()))
    .description('Starts everything that is needed, writes the books that are missing, and stays up for new courses.')
    .option('--once', 'end with the run, with its exit code')
    .option('--json', 'print one JSON document on stdout and nothing else; implies --once')
    .helpCommand(false);
  await parseWith(program, words[0] === 'help' ? ['--help'] : words);
  const { once = false, json = false } = program.opts<{ once?: boolean; json?: boolean }>();
  return { once: once || json, json };
}

async function serve(
  context: RunContext & { interruption: Interruption },
  { once }: { once: boolean },
): Promise<number> {
  const { session, screen, interruption } = context;
  const { library, stack } = session;
  await noteWebUi(session, screen);
  const [started, served] = await Promise.all([startRun(library, {}), session.ensureWorker()]);
  if (stack.isOwner) {
    if (started.wasRunning) screen.note('A run is not done yet; going on with it.');
  } else {
    screen.note('The system runs already in another process; watching its run.');
  }
  const code = await follow(context, { run: started, staysOnInterrupt: served === 'fleet' });
  if (interruption.isAsked) return code;

  for (const line of await placesOf(library, screen.columns)) screen.line(line);
  if (once || !stack.isOwner) return code;
  await noteWebUi(session, screen);
  screen.note('Courses that are added now get their books at once. Ctrl-C stops everything.');
  await stayUp(session, screen, interruption.signal);
  return EXIT.done;
}

/** The books, and where their files are. */
async function placesOf(library: Library, columns: number): Promise<string[]> {
  const { books, next } = await listBooks(library, { statuses: SHOWN, limit: SHOWN_BOOKS });
  if (next !== null) return ['', `${await countBooks(library, SHOWN)} books: npm run books -- list`];
  const files = books
    .filter(({ exports }) => exports.length > 0)
    .flatMap(({ courseTitle, exports }) => [
      courseTitle,
      ...exports.map((file) => `  ${exportLabel(file).padEnd(4)}  ${file.path}`),
    ]);
  return ['', booksTable(books, columns), '', ...files];
}

/** Only while it can be opened: an embedded one ends with the command that owns it. */
async function noteWebUi({ stack }: Session, screen: Screen): Promise<void> {
  const { services } = await stack.status();
  if (services.temporal.webUi) screen.note(`Temporal Web UI: ${services.temporal.webUi}`);
}

const SHOWN_BOOKS = 25;
const SHOWN = ['draft', 'held', 'published', 'failed'] as const;

// Last: what is declared below an awaited line does not exist while it waits.
await runCommand('start', main);
