/** Makes a database ready: its schema, and a catalogue where it has none. */
import { fileURLToPath } from 'node:url';
import { countCourses } from '../../adapters/postgres/catalogue/catalogue-queries.ts';
import { createPrisma } from '../../adapters/postgres/client.ts';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { asStep, type OnStep } from '../../stack/process/step.ts';
import { describeImport, importCatalogueFiles, readCatalogueFiles, type FileImport } from './catalogue-files.ts';
import { quote } from '../typed/usage.ts';

/** Five real courses; see samples/README.md. */
export const SAMPLE_CATALOGUE = fileURLToPath(new URL('../../samples/catalogue.json.gz', import.meta.url));

export interface DatabaseSetup {
  /** Migrations that were applied now; empty when the schema was up to date. */
  migrations: string[];
  /** Null when no catalogue was named, or when the database has courses already. */
  imported: FileImport | null;
  /** Courses in the database afterwards. */
  courses: number;
}

/**
 * Migrates; then imports `catalogue` (a path) only into a database without courses. Safe to repeat, and with several at once.
 * @throws LibraryError DatabaseUnavailable, InputInvalid; CatalogueRefused
 */
export async function setUpDatabase({
  databaseUrl,
  catalogue,
  onStep = () => undefined,
}: {
  databaseUrl: string;
  catalogue: string | null;
  onStep?: OnStep;
}): Promise<DatabaseSetup> {
  const { applied } = await asStep('Preparing the database', onStep, (report) =>
    migrate(databaseUrl, { onApply: report }),
  );
  const prisma = createPrisma(databaseUrl, { poolSize: 1 });
  try {
    const before = await countCourses(prisma);
    if (catalogue === null || before > 0) return { migrations: applied, imported: null, courses: before };
    const files = await readCatalogueFiles([catalogue]);
    const [imported = null] = await importCatalogueFiles(databaseUrl, files, onStep);
    return { migrations: applied, imported, courses: await countCourses(prisma) };
  } finally {
    await prisma.$disconnect();
  }
}

/** @param wanted the catalogue that was named, or null */
export function describeSetup({ migrations, imported, courses }: DatabaseSetup, wanted: string | null): string {
  const schema = migrations.length > 0 ? `Applied ${migrations.join(', ')}.` : 'The schema is up to date.';
  if (imported) return `${schema}\n${describeImport(imported)}`;
  const count = courses === 1 ? '1 course' : `${courses} courses`;
  if (wanted !== null) {
    return `${schema}\nThe database has ${count}, so nothing was imported. To import all the same: npm run catalogue:import ${quote(wanted)}`;
  }
  const hint = courses === 0 ? ' To fill it: npm run db:setup -- --samples, or npm run catalogue:import <file>.' : '';
  return `${schema}\nThe database has ${count}.${hint}`;
}
