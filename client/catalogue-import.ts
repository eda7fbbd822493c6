/** `npm run catalogue:import <file…>`: courses, modules, lectures and enrolments from files. */
import { importCatalogueFiles, readCatalogueFiles } from '../library/catalogue.ts';
import { catalogueImportJob } from './catalogue/catalogue-arguments.ts';
import { describeImport } from './catalogue/import-lines.ts';
import { runCommand, type CommandContext } from './session/command.ts';
import { withDatabase } from './session/with-database.ts';
import { EXIT } from './typed/usage.ts';

async function main({ env, logger, argv }: CommandContext): Promise<number> {
  const { files: paths, sections, json } = await catalogueImportJob(argv, env.npmFlags, console.log);
  const files = await readCatalogueFiles(paths, { sections });
  return withDatabase({ env, logger, json }, async ({ databaseUrl, screen, step }) => {
    const imports = await importCatalogueFiles(databaseUrl, files, step);
    screen.document({ imports });
    for (const done of imports) screen.line(describeImport(done));
    return EXIT.done;
  });
}

// Last: what is declared below an awaited line does not exist while it waits.
await runCommand('catalogue', main);
