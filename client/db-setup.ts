/** `npm run db:setup`: migrates, and imports a catalogue into an empty database when one is given. */
import { databaseSetupJob } from './catalogue-arguments.ts';
import { runDatabaseCommand } from './database-command.ts';
import { describeSetup, SAMPLE_CATALOGUE, setUpDatabase } from './set-up-database.ts';

await runDatabaseCommand(async (argv, npmFlags) => {
  const { catalogue, samples, json } = await databaseSetupJob(argv, npmFlags, console.log);
  const wanted = samples ? SAMPLE_CATALOGUE : catalogue;
  return {
    json,
    async run(open, onStep) {
      const setup = await open((databaseUrl) => setUpDatabase({ databaseUrl, catalogue: wanted, onStep }));
      return { document: setup, text: describeSetup(setup, wanted) };
    },
  };
});
