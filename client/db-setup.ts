/** `npm run db:setup`: migrates, and imports a catalogue into an empty database when one is given. */
import { requireCatalogue, SAMPLE_CATALOGUE, setUpDatabase } from '../library/catalogue.ts';
import { databaseSetupJob } from './catalogue/catalogue-arguments.ts';
import { describeSetup } from './catalogue/import-lines.ts';
import { runCommand, type CommandContext } from './session/command.ts';
import { withDatabase } from './session/with-database.ts';
import { EXIT } from './typed/usage.ts';

async function main({ env, logger, argv }: CommandContext): Promise<number> {
  const { catalogue, samples, json } = await databaseSetupJob(argv, env.npmFlags, console.log);
  const wanted = samples ? SAMPLE_CATALOGUE : catalogue;
  // A name that is wrong is wrong in a full database, too, where it would never be read.
  if (wanted !== null) await requireCatalogue(wanted);
  return withDatabase({ env, logger, json }, async ({ databaseUrl, screen, step }) => {
    const setup = await setUpDatabase({ databaseUrl, catalogue: wanted }, step);
    screen.document(setup);
    screen.line(describeSetup(setup, wanted));
    return EXIT.done;
  });
}

// Last: what is declared below an awaited line does not exist while it waits.
await runCommand('db-setup', main);
