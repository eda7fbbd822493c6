/** Catalogue files into the database: all of them are read and judged before the first is imported. */
import { readCatalogue } from '../../adapters/catalogue/read-catalogue.ts';
import { importCatalogue, type ImportSummary } from '../../adapters/postgres/catalogue/catalogue-store.ts';
import type { ParsedCatalogue } from '../../domain/catalogue/parse-catalogue.ts';
import type { Problem } from '../../domain/catalogue/problem.ts';
import { asStep, type OnStep } from '../../stack/process/step.ts';

/** A catalogue that was judged; `ignoredKeys` were left out. */
export interface CatalogueFile extends Pick<ParsedCatalogue, 'courses' | 'ignoredKeys'> {
  path: string;
}

export interface FileImport extends ImportSummary {
  path: string;
  ignoredKeys: ParsedCatalogue['ignoredKeys'];
}

/** Exit code 2: what the files say cannot be imported, and nothing was. */
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
export async function readCatalogueFiles(paths: readonly string[]): Promise<CatalogueFile[]> {
  const files: (ParsedCatalogue & { path: string })[] = [];
  for (const path of paths) files.push({ path, ...(await readCatalogue(path)) });
  const problems = files.flatMap(({ path, problems }) => problems.map((problem) => ({ file: path, ...problem })));
  if (problems.length > 0) throw new CatalogueRefused(problems);
  return files.map(({ path, courses, ignoredKeys }) => ({ path, courses, ignoredKeys }));
}

/** Imports one file after another, each whole; safe to repeat. */
export async function importCatalogueFiles(
  databaseUrl: string,
  files: readonly CatalogueFile[],
  onStep: OnStep,
): Promise<FileImport[]> {
  const imports: FileImport[] = [];
  for (const { path, courses, ignoredKeys } of files) {
    const summary = await asStep(`Importing ${path}`, onStep, (report) =>
      importCatalogue(databaseUrl, courses, { onProgress: (done, of) => report(`${done} of ${of} courses`) }),
    );
    imports.push({ path, ...summary, ignoredKeys });
  }
  return imports;
}

export function describeImport({
  path,
  created,
  changed,
  detailsChanged,
  unchanged,
  lectures,
  durationMs,
  ignoredKeys,
}: FileImport): string {
  const details = detailsChanged > 0 ? `, ${detailsChanged} with other enrolment or details` : '';
  const ignored = ignoredKeys.map(({ field, count }) => `${field} (${count}×)`);
  return [
    `${path}: ${created} created, ${changed} changed${details}, ${unchanged} unchanged; ${lectures} lectures written in ${(durationMs / 1000).toFixed(1)} s.`,
    ...(ignored.length > 0 ? [`  Not read, because it has no place here: ${ignored.join(', ')}.`] : []),
  ].join('\n');
}
