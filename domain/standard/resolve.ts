/**
 * From a standard's file to the standard in force: `extends` followed, merged, parsed strictly and proven usable.
 *
 * Objects merge deeply, arrays are replaced whole: a list of rules that mixes two files would be nobody's rules.
 */
import { createHash } from 'node:crypto';
import { LibraryError } from '../failure.ts';
import { parseReference } from '../scripture/reference.ts';
import { StandardSchema, type Standard } from './standard.ts';

/**
 * @param files parsed content of the standards' files by id (the file's name without `.json`)
 * @throws LibraryError StandardNotFound; StandardInvalid, with every problem and its path
 */
export function resolveStandard(files: Record<string, unknown>, id: string): Standard {
  const parsed = StandardSchema.safeParse(mergeChain(files, id, []));
  if (!parsed.success) {
    throw invalid(
      id,
      parsed.error.issues.map((issue) => `${issue.path.join('.') || '(whole)'}: ${issue.message}`),
    );
  }
  const problems = standardProblems(parsed.data, id);
  if (problems.length > 0) throw invalid(id, problems);
  return parsed.data;
}

/** Hex SHA-256 over the whole standard; the order of keys does not matter. */
export const standardHash = (standard: Standard): string =>
  createHash('sha256')
    .update(JSON.stringify(standard, (_key, value: unknown) => (isRecord(value) ? sortKeys(value) : value)))
    .digest('hex');

/** Id of the standard that a file extends, or null. */
export const extendedId = (file: unknown): string | null =>
  isRecord(file) && typeof file['extends'] === 'string' ? file['extends'] : null;

function mergeChain(files: Record<string, unknown>, id: string, below: string[]): unknown {
  if (below.includes(id))
    throw invalid(below[0] ?? id, [`extends: goes round in a circle (${[...below, id].join(' → ')})`]);
  const file = Object.hasOwn(files, id) ? files[id] : undefined;
  if (file === undefined) {
    const wanted = below.at(-1);
    throw new LibraryError('StandardNotFound', `No standard ${id}${wanted ? `, which ${wanted} extends` : ''}.`);
  }
  if (!isRecord(file)) throw invalid(id, ['(whole): expected an object']);
  const { extends: base, ...own } = file;
  if (base === undefined) return own;
  if (typeof base !== 'string') throw invalid(id, ['extends: expected the id of a standard']);
  return merge(mergeChain(files, base, [...below, id]), own);
}

const merge = (base: unknown, own: unknown): unknown => {
  if (!isRecord(base) || !isRecord(own)) return own;
  const entries = Object.entries(own).map(([key, value]): [string, unknown] => [key, merge(base[key], value)]);
  return { ...base, ...Object.fromEntries(entries) };
};

/** What a schema cannot say: ranges the right way round, patterns that compile, names that are unique, readings that exist. */
function standardProblems(standard: Standard, id: string): string[] {
  const ranges = [
    ...Object.entries(standard.lengths).map(([name, range]) => ({ path: `lengths.${name}`, range })),
    ...Object.entries(standard.counts).map(([name, range]) => ({ path: `counts.${name}`, range })),
  ];
  const patterns = [
    ...standard.placeholders.map((pattern, index) => ({ path: `placeholders.${index}`, pattern })),
    ...standard.leaks.map((pattern, index) => ({ path: `leaks.${index}`, pattern })),
    ...standard.unfinished.map((pattern, index) => ({ path: `unfinished.${index}`, pattern })),
    ...standard.refusedLicences.map(({ pattern }, index) => ({ path: `refusedLicences.${index}.pattern`, pattern })),
  ];
  return [
    ...(standard.id === id ? [] : [`id: ${standard.id} does not match the file's name ${id}`]),
    ...ranges.flatMap(({ path, range }) =>
      typeof range === 'object' && range.min > range.max ? [`${path}: min ${range.min} is above max ${range.max}`] : [],
    ),
    ...patterns.flatMap(({ path, pattern }) => patternProblems(path, pattern)),
    ...duplicates(standard.rubric.map((item) => item.id)).map((name) => `rubric: ${name} stands twice`),
    ...duplicates(standard.steps.map((step) => step.id)).map((name) => `steps: ${name} stands twice`),
    ...duplicates(standard.statementOfFaith.map((head) => head.id)).map(
      (name) => `statementOfFaith: ${name} stands twice`,
    ),
    ...standard.scripture.readings.flatMap(({ reference }, index) =>
      parseReference(reference)?.exists ? [] : [`scripture.readings.${index}.reference: ${reference} does not exist`],
    ),
    ...((standard.stepsBeforeSections ?? 0) > standard.steps.length
      ? [`stepsBeforeSections: ${standard.stepsBeforeSections} of ${standard.steps.length} steps`]
      : []),
    ...(standard.scripture.required && standard.counts.scripture.min === 0
      ? ['counts.scripture.min: 0 although Scripture is required']
      : []),
    ...Object.entries(standard.thresholds).flatMap(([name, value]) =>
      value >= 0 && value <= 1 ? [] : [`thresholds.${name}: ${value} is not between 0 and 1`],
    ),
  ];
}

function patternProblems(path: string, pattern: string): string[] {
  try {
    return new RegExp(pattern, 'iu').test('') ? [`${path}: ${pattern} matches an empty text`] : [];
  } catch (cause) {
    return [`${path}: ${cause instanceof Error ? cause.message : String(cause)}`];
  }
}

const duplicates = (names: string[]): string[] => names.filter((name, index) => names.indexOf(name) !== index);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const sortKeys = (value: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));

const invalid = (id: string, problems: string[]): LibraryError =>
  new LibraryError(
    'StandardInvalid',
    `The standard ${id} is not usable:\n${problems.map((line) => `  ${line}`).join('\n')}`,
  );
