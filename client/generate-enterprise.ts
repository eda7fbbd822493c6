/** `npm run generate:enterprise`: starts, shows, steers and prices runs over the catalogue. */
import { countCourses, readVocabulary } from '../library/courses.ts';
import { standards, type Library } from '../library/library.ts';
import { priceRun } from '../library/runs/estimate.ts';
import { loadStatus } from '../library/runs/progress.ts';
import { withCatalogueWords } from './catalogue/catalogue-words.ts';
import { runCommand, type CommandContext } from './session/command.ts';
import { parseGenerate, SCRIPT, type GenerateRequest } from './generate/generate-arguments.ts';
import { listenForInterruption, type Interruption } from './terminal/interruption.ts';
import { openSession, type Need, type Session } from './session/session.ts';
import { requireResolved, undoNpm, type TypedCommand } from './typed/npm-arguments.ts';
import { estimateLines } from './generate/estimate-lines.ts';
import { runAll, runRetry, watchLive } from './generate/run-commands.ts';
import { positionalsOf, runFlags } from './generate/run-flags.ts';
import { statusLines } from './generate/run-status.ts';
import { createScreen, type Screen } from './terminal/screen.ts';
import { steerLive } from './generate/steer-live.ts';
import { EXIT, UsageError } from './typed/usage.ts';
import { withSession } from './session/with-session.ts';
import { runAuto } from './generate/write-one.ts';

const EMPTY = 'The catalogue is empty. Fill it: npm run catalogue:import <file>, or npm run db:setup -- --samples';

async function main(context: CommandContext): Promise<number> {
  const request = await readRequest(context);
  const screen = createScreen({ json: request.json });
  const interruption = listenForInterruption(() => screen.clear());
  try {
    return await withSession({ ...context, needs: needsOf(request) }, { screen, interruption }, (session) =>
      perform(request, { session, screen, interruption }),
    );
  } finally {
    interruption.end();
  }
}

/** Reads what was typed; asks the catalogue only when npm left it open which word belongs to which flag. */
async function readRequest({ env, logger, argv }: CommandContext): Promise<GenerateRequest> {
  const ids = await standards.list();
  const typed: TypedCommand = { script: SCRIPT, argv, npmFlags: env.npmFlags, flags: runFlags(ids), positionalsOf };
  let undone = undoNpm(typed, null);
  if (undone.state === 'open') {
    const session = await openSession({ env, logger, needs: ['postgres'], onStep: () => undefined });
    try {
      undone = undoNpm(typed, await readVocabulary(session.library));
    } finally {
      await session.close();
    }
  }
  return parseGenerate(requireResolved(undone, typed), {
    standards: ids,
    print: (text) => console.log(text.trimEnd()),
  });
}

async function requireCourses(library: Library): Promise<void> {
  if ((await countCourses(library)) === 0) throw new UsageError(EMPTY);
}

function needsOf({ command }: GenerateRequest): Need[] {
  switch (command) {
    case 'all':
    case 'auto':
    case 'retry':
      return ['postgres', 'temporal', 'model'];
    case 'pause':
    case 'resume':
    case 'cancel':
    case 'concurrency':
    case 'budget':
      return ['postgres', 'temporal'];
    case 'estimate':
    case 'status':
    case 'watch':
      return ['postgres'];
  }
}

interface Performing {
  session: Session;
  screen: Screen;
  interruption: Interruption;
}

async function perform(request: GenerateRequest, context: Performing): Promise<number> {
  const { session, screen } = context;
  const { library } = session;
  switch (request.command) {
    case 'all':
      await requireCourses(library);
      return runAll(context, withCatalogueWords(request.input, await readVocabulary(library)));
    case 'retry':
      return runRetry(context);
    case 'auto':
      return runAuto(context, request);
    case 'watch':
      return watchLive(context);
    case 'estimate': {
      await requireCourses(library);
      const input = withCatalogueWords(request.input, await readVocabulary(library));
      const estimate = await priceRun(library, input);
      screen.document(estimate);
      for (const line of estimateLines(estimate)) screen.line(line);
      return EXIT.done;
    }
    case 'status': {
      const status = await loadStatus(library);
      screen.document(status);
      for (const line of await statusLines(session, status)) screen.line(line);
      return EXIT.done;
    }
    case 'pause':
    case 'resume':
    case 'cancel':
      return steerLive(context, { kind: request.command });
    case 'concurrency':
      return steerLive(context, { kind: 'concurrency', books: request.books });
    case 'budget':
      return steerLive(context, { kind: 'budget', usd: request.usd });
  }
}

// Last: what is declared below an awaited line does not exist while it waits.
await runCommand('generate', main);
