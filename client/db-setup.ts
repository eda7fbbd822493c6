/** `npm run db:setup`: migrates, and imports a catalogue into an empty database when one is given. */
import { databaseSetupJob } from './catalogue/catalogue-arguments.ts';
import { requireCatalogueFile } from '../adapters/catalogue/read-catalogue.ts';
import { runDatabaseCommand } from './catalogue/database-command.ts';
import { describeSetup, SAMPLE_CATALOGUE, setUpDatabase } from './catalogue/set-up-database.ts';

await runDatabaseCommand(async (argv, npmFlags) => {
  const { catalogue, samples, json } = await databaseSetupJob(argv, npmFlags, console.log);
  const wanted = samples ? SAMPLE_CATALOGUE : catalogue;
  return {
    json,
    async run(open, onStep) {
      // A name that is wrong is wrong in a full database, too, where it would never be read.
      if (wanted !== null) await requireCatalogueFile(wanted);
      const setup = await open((databaseUrl) => setUpDatabase({ databaseUrl, catalogue: wanted, onStep }));
      return { document: setup, text: describeSetup(setup, wanted) };
    },
  };
});
