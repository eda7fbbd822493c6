/** What an import or a set-up did, for a person. Pure. */
import type { DatabaseSetup, FileImport } from '../../library/catalogue.ts';
import { quote } from '../typed/usage.ts';

export function describeImport({
  path,
  created,
  changed,
  detailsChanged,
  unchanged,
  lectures,
  durationMs,
  ignoredKeys,
  remarks,
}: FileImport): string {
  const details = detailsChanged > 0 ? `, ${detailsChanged} with other enrolment or details` : '';
  const ignored = ignoredKeys.map(({ field, count }) => `${field} (${count}×)`);
  return [
    `${path}: ${created} created, ${changed} changed${details}, ${unchanged} unchanged; ${lectures} lectures written in ${(durationMs / 1000).toFixed(1)} s.`,
    ...remarks.map((remark) => `  ${remark}`),
    ...(ignored.length > 0 ? [`  Not read, because it has no place here: ${ignored.join(', ')}.`] : []),
  ].join('\n');
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
