/** `npm run catalogue:import <file…>`: courses, modules, lectures and enrolments from files. */
import { migrate } from '../adapters/prisma/migrate.ts';
import { asStep } from '../stack/step.ts';
import { catalogueImportJob } from './catalogue-arguments.ts';
import { describeImport, importCatalogueFiles, readCatalogueFiles } from './catalogue-files.ts';
import { runDatabaseCommand } from './database-command.ts';

await runDatabaseCommand(async (argv, npmFlags) => {
  const { files: paths, json } = await catalogueImportJob(argv, npmFlags, console.log);
  return {
    json,
    async run(open, onStep) {
      const files = await readCatalogueFiles(paths);
      return open(async (databaseUrl) => {
        await asStep('Preparing the database', onStep, (report) => migrate(databaseUrl, { onApply: report }));
        const imports = await importCatalogueFiles(databaseUrl, files, onStep);
        return { document: { imports }, text: imports.map(describeImport).join('\n') };
      });
    },
  };
});
