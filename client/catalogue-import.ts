/** `npm run catalogue:import <file…>`: courses, modules, lectures and enrolments from files. */
import { migrate } from '../adapters/postgres/migrate.ts';
import { asStep } from '../stack/process/step.ts';
import { catalogueImportJob } from './catalogue/catalogue-arguments.ts';
import { describeImport, importCatalogueFiles, readCatalogueFiles } from './catalogue/catalogue-files.ts';
import { runDatabaseCommand } from './catalogue/database-command.ts';

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
