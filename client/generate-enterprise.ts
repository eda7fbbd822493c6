/** `npm run generate:enterprise`: starts, shows, steers and prices runs over the catalogue. */
import { fileURLToPath } from 'node:url';
import {
  countCourses,
  knownCodes,
  knownLevels,
  knownSubjects,
} from '../adapters/postgres/catalogue/catalogue-queries.ts';
import { createStandardStore } from '../adapters/standards.ts';
import { withCatalogueWords } from './catalogue/catalogue-words.ts';
import { runCommand, type CommandContext } from './session/command.ts';
import { parseGenerate, SCRIPT, type GenerateRequest } from './generate/generate-arguments.ts';
import { listenForInterruption, type Interruption } from './terminal/interruption.ts';
import { openLibrary, type Library, type Need } from './session/library.ts';
import { undoNpm, type TypedCommand, type Vocabulary } from './typed/npm-arguments.ts';
import { estimateLines, priceRun } from './generate/price-run.ts';
import { runAll, runRetry, watchLive } from './generate/run-commands.ts';
import { positionalsOf, runFlags } from './generate/run-flags.ts';
import { statusDocument, statusLines } from './generate/run-status.ts';
import { createScreen, type Screen } from './terminal/screen.ts';
import { steerLive } from './generate/steer-live.ts';
import { EXIT, UsageError } from './typed/usage.ts';
import { withLibrary } from './session/with-library.ts';
import { runAuto } from './generate/write-one.ts';

const standards = createStandardStore(fileURLToPath(new URL('../standards', import.meta.url)));
const EMPTY = 'The catalogue is empty. Fill it: npm run catalogue:import <file>, or npm run db:setup -- --samples';

async function main(context: CommandContext): Promise<number> {
  const request = await readRequest(context);
  const screen = createScreen({ json: request.json });
  const interruption = listenForInterruption(() => screen.clear());
  try {
    return await withLibrary({ ...context, needs: needsOf(request) }, { screen, interruption }, (library) =>
      perform(request, { library, screen, interruption }),
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
    const library = await openLibrary({ env, logger, needs: ['postgres'], onStep: () => undefined });
    try {
      undone = undoNpm(typed, await readVocabulary(library));
    } finally {
      await library.close();
    }
  }
  if (undone.state !== 'resolved')
    throw new UsageError(undone.state === 'refused' ? undone.message : 'Put ` -- ` before the flags.');
  return parseGenerate(undone.argv, { standards: ids, print: (text) => console.log(text.trimEnd()) });
}

async function requireCourses({ prisma }: Pick<Library, 'prisma'>): Promise<void> {
  if ((await countCourses(prisma)) === 0) throw new UsageError(EMPTY);
}

const readVocabulary = async ({ prisma }: Pick<Library, 'prisma'>): Promise<Vocabulary> => ({
  subjects: await knownSubjects(prisma),
  levels: await knownLevels(prisma),
  codes: await knownCodes(prisma),
});

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
      return ['postgres', 'temporal'];
    case 'estimate':
    case 'status':
    case 'watch':
      return ['postgres'];
  }
}

interface Performing {
  library: Library;
  screen: Screen;
  interruption: Interruption;
}

async function perform(request: GenerateRequest, context: Performing): Promise<number> {
  const { library, screen } = context;
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
      const estimate = await priceRun(library, input, standards);
      screen.document(estimate);
      for (const line of estimateLines(estimate)) screen.line(line);
      return EXIT.done;
    }
    case 'status': {
      screen.document(await statusDocument(library));
      for (const line of await statusLines(library)) screen.line(line);
      return EXIT.done;
    }
    case 'pause':
    case 'resume':
    case 'cancel':
      return steerLive(context, { kind: request.command });
    case 'concurrency':
      return steerLive(context, { kind: 'concurrency', books: request.books });
  }
}

// Last: what stands below an awaited line does not exist while it waits.
await runCommand('generate', main);
