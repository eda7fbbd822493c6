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
  notices,
}: FileImport): string {
  const details = detailsChanged > 0 ? `, ${detailsChanged} with other enrolment or details` : '';
  const ignored = ignoredKeys.map(({ field, count }) => `${field} (${count}×)`);
  return [
    `${path}: ${created} created, ${changed} changed${details}, ${unchanged} unchanged; ${lectures} lectures written in ${(durationMs / 1000).toFixed(1)} s.`,
    ...remarks.map((remark) => `  ${remark}`),
    ...(ignored.length > 0 ? [`  Not read, because it has no place here: ${ignored.join(', ')}.`] : []),
    ...noticeLines(notices),
  ].join('\n');
}

const MAX_NOTICES = 20;

/** Notices of one kind in one lecture share a line. */
function noticeLines(notices: FileImport['notices']): string[] {
  const groups = new Map<string, { head: string; message: string; lines: number[] }>();
  for (const { course, lecture, line, message } of notices) {
    const head = `${course}, ${lecture}`;
    const group = groups.get(`${head}\n${message}`);
    if (group) group.lines.push(line);
    else groups.set(`${head}\n${message}`, { head, message, lines: [line] });
  }
  const shown = [...groups.values()].slice(0, MAX_NOTICES);
  const more = groups.size - shown.length;
  return [
    ...(shown.length > 0 ? ['  In the notes (the courses are imported all the same):'] : []),
    ...shown.map(({ head, message, lines }) => `    ${head}, ${lineNumbers(lines)}: ${message}.`),
    ...(more > 0 ? [`    and ${more} more; -- --json lists all of them.`] : []),
  ];
}

const lineNumbers = (lines: readonly number[]): string => {
  const shown = lines.slice(0, 5).join(', ');
  if (lines.length === 1) return `line ${shown}`;
  return lines.length > 5 ? `lines ${shown} and ${lines.length - 5} more` : `lines ${shown}`;
};

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
