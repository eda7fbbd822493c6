/** A database made ready, and catalogue files in it: all files are read and judged before the first is imported. */
import { fileURLToPath } from 'node:url';
import { readCatalogue, requireCatalogueFile } from '../adapters/catalogue/read-catalogue.ts';
import { isCourseFolder, readCourseFolder } from '../adapters/catalogue/read-course-folder.ts';
import { withFigures } from '../adapters/catalogue/read-figures.ts';
import type { ParsedFolder } from '../domain/catalogue/course-folder.ts';
import type { CourseFile } from '../domain/catalogue/figure-file.ts';
import { countCourses, existingCodes } from '../adapters/postgres/catalogue/catalogue-queries.ts';
import { importCatalogue, type ImportSummary } from '../adapters/postgres/catalogue/catalogue-store.ts';
import { createPrisma } from '../adapters/postgres/client.ts';
import { migrate } from '../adapters/postgres/migrate.ts';
import type { ParsedCatalogue } from '../domain/catalogue/parse-catalogue.ts';
import type { Problem } from '../domain/catalogue/problem.ts';
import type { Sections } from '../domain/catalogue/sections.ts';
import { noticesOfNotes, type NotesNotice } from './notes-notices.ts';
import { withdrawnRemarks } from '../domain/catalogue/withdrawn.ts';

/** @throws LibraryError InputInvalid when there is nothing of that name, or nothing that `readCatalogueFiles` would open */
export async function requireCatalogue(path: string): Promise<void> {
  if (!(await isCourseFolder(path))) await requireCatalogueFile(path);
}

/** Four courses written for this project; see samples/README.md. */
export const SAMPLE_CATALOGUE = fileURLToPath(new URL('../samples', import.meta.url));

export type { NotesNotice };

/** A catalogue that was judged; `ignoredKeys` were left out. */
export interface CatalogueFile extends Pick<ParsedCatalogue, 'courses' | 'ignoredKeys' | 'remarks' | 'withdrawn'> {
  path: string;
  /** The files of its figures. */
  figures: readonly CourseFile[];
}

export interface FileImport extends ImportSummary {
  path: string;
  ignoredKeys: ParsedCatalogue['ignoredKeys'];
  /** What the person who brought the file should know of it, a line each. */
  remarks: string[];
  /** What of the notes cannot be used or is left out. */
  notices: NotesNotice[];
}

export interface DatabaseSetup {
  /** Migrations that were applied now; empty when the schema was up to date. */
  migrations: string[];
  /** Null when no catalogue was named, or when the database has courses already. */
  imported: FileImport | null;
  /** Courses in the database afterwards. */
  courses: number;
}

/** Runs one long step of a job and may show it: its title, how far it is, its end. */
export type RunStep = <Result>(
  title: string,
  work: (report: (detail: string) => void) => Promise<Result>,
) => Promise<Result>;

const unseen: RunStep = (_title, work) => work(() => undefined);

/** What the files say cannot be imported, and nothing was. */
export class CatalogueRefused extends Error {
  override readonly name = 'CatalogueRefused';

  constructor(readonly problems: readonly (Problem & { file: string })[]) {
    const lines = problems.map(
      ({ file, record, field, message }) => `  ${file}: ${[record, field].filter(Boolean).join(', ')}: ${message}`,
    );
    const count = problems.length === 1 ? '1 problem' : `${problems.length.toLocaleString('en')} problems`;
    super(`The catalogue has ${count}:\n${lines.join('\n')}\nNothing was imported.`);
  }
}

/**
 * @throws CatalogueRefused with every problem of every file
 * @throws LibraryError InputInvalid when a file cannot be read
 */
export async function readCatalogueFiles(
  paths: readonly string[],
  options: { sections?: Sections } = {},
): Promise<CatalogueFile[]> {
  const files: (ParsedFolder & { path: string })[] = [];
  for (const path of paths) files.push({ path, ...(await readAny(path, options)) });
  const problems = files.flatMap(({ path, problems }) => problems.map((problem) => ({ file: path, ...problem })));
  if (problems.length > 0) throw new CatalogueRefused(problems);
  return files.map(({ problems: _none, files: figures, ...file }) => ({ ...file, figures }));
}

/** A course's folder, or a catalogue with the figures that it names. */
async function readAny(path: string, options: { sections?: Sections }): Promise<ParsedFolder> {
  return (await isCourseFolder(path)) ? readCourseFolder(path) : withFigures(await readCatalogue(path, options), path);
}

/** Brings the database to the present schema, then imports one file after another, each whole; safe to repeat. */
export async function importCatalogueFiles(
  databaseUrl: string,
  files: readonly CatalogueFile[],
  step: RunStep = unseen,
): Promise<FileImport[]> {
  await prepareDatabase(databaseUrl, step);
  const imports: FileImport[] = [];
  for (const file of files) imports.push(await importFile(databaseUrl, file, step));
  return imports;
}

/**
 * Migrates; then imports `catalogue` (a path) only into a database without courses. Safe to repeat, and with several at once.
 * @throws LibraryError DatabaseUnavailable, InputInvalid; CatalogueRefused
 */
export async function setUpDatabase(
  { databaseUrl, catalogue }: { databaseUrl: string; catalogue: string | null },
  step: RunStep = unseen,
): Promise<DatabaseSetup> {
  const migrations = await prepareDatabase(databaseUrl, step);
  const database = createPrisma(databaseUrl, { poolSize: 1 });
  try {
    const before = await countCourses(database);
    if (catalogue === null || before > 0) return { migrations, imported: null, courses: before };
    const [file] = await readCatalogueFiles([catalogue]);
    const imported = file ? await importFile(databaseUrl, file, step) : null;
    return { migrations, imported, courses: await countCourses(database) };
  } finally {
    await database.$disconnect();
  }
}

/** Brings the database to the present schema; safe to repeat. @returns the migrations that were applied now */
export async function prepareDatabase(databaseUrl: string, step: RunStep = unseen): Promise<string[]> {
  const { applied } = await step('Preparing the database', (report) => migrate(databaseUrl, { onApply: report }));
  return applied;
}

async function importFile(
  databaseUrl: string,
  { path, courses, ignoredKeys, remarks, withdrawn, figures }: CatalogueFile,
  step: RunStep,
): Promise<FileImport> {
  const summary = await step(`Importing ${path}`, (report) =>
    importCatalogue(databaseUrl, courses, { figures, onProgress: (done, of) => report(`${done} of ${of} courses`) }),
  );
  const gone = withdrawnRemarks(withdrawn, await codesInLibrary(databaseUrl, withdrawn));
  const { notices, unread } = await step(`Reading the notes of ${path}`, (report) => noticesOfNotes(courses, report));
  return { path, ...summary, ignoredKeys, remarks: [...remarks, ...gone, ...unlooked(unread)], notices };
}

async function codesInLibrary(databaseUrl: string, withdrawn: CatalogueFile['withdrawn']): Promise<string[]> {
  const codes = withdrawn.flatMap(({ code }) => (typeof code === 'string' ? [code.trim()] : []));
  if (codes.length === 0) return [];
  const database = createPrisma(databaseUrl, { poolSize: 1 });
  try {
    return await existingCodes(database, codes);
  } finally {
    await database.$disconnect();
  }
}

const unlooked = (courses: number): string[] =>
  courses === 0
    ? []
    : [
        `The notes of ${courses} more courses were not looked at: import them in files of their own to hear of what cannot be used.`,
      ];
