/** The keys of a catalogue as we spell them, and as others do; what we do not know is counted. */
import {
  CatalogueCourseSchema,
  CatalogueLectureSchema,
  CatalogueModuleSchema,
  CatalogueResourceSchema,
  CatalogueStudentSchema,
} from './catalogue-file.ts';

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The other spelling of our words is theirs to use. */
const OTHER_SPELLING: readonly (readonly [string, string])[] = [
  ['license', 'licence'],
  ['enrollment', 'enrolment'],
  ['enrollmentisinvented', 'enrolmentIsInvented'],
];

export interface KnownKeys {
  own: ReadonlySet<string>;
  /** Our key by its letters, whatever their case and what stands between them. */
  byLetters: ReadonlyMap<string, string>;
  below: Record<string, KnownKeys>;
}

const isSaid = (value: unknown): boolean => value !== undefined && value !== null;
const lettersOf = (key: string): string => key.replace(/[\s_-]/g, '').toLowerCase();

function known(schema: { shape: object }, below: Record<string, KnownKeys> = {}): KnownKeys {
  const own = new Set(Object.keys(schema.shape));
  const others = OTHER_SPELLING.filter(([, ours]) => own.has(ours));
  return { own, byLetters: new Map([...[...own].map((key) => [lettersOf(key), key] as const), ...others]), below };
}

export const COURSE_KEYS = known(CatalogueCourseSchema, {
  modules: known(CatalogueModuleSchema, { lectures: known(CatalogueLectureSchema) }),
  resources: known(CatalogueResourceSchema),
  enrolment: known(CatalogueStudentSchema),
});

/**
 * The record with our keys as we spell them, at every depth: `Licence`, `license` and `created_at` are meant as ours, and
 * a licence that is overlooked would not be obeyed. Of two that mean the same the second is left under its own name.
 */
export function spellKeys(record: unknown, { own, byLetters, below }: KnownKeys): unknown {
  if (!isObject(record)) return record;
  const spelled = new Map<string, unknown>();
  for (const [key, value] of Object.entries(record)) {
    const ours = own.has(key) ? undefined : byLetters.get(lettersOf(key));
    if (ours !== undefined && !isSaid(record[ours]) && !isSaid(spelled.get(ours))) spelled.set(ours, value);
    else if (!spelled.has(key)) spelled.set(key, value);
  }
  for (const [key, keys] of Object.entries(below)) {
    const list = spelled.get(key);
    if (!Array.isArray(list)) continue;
    const children = list.map((child) => spellKeys(child, keys));
    spelled.set(key, children);
  }
  return Object.fromEntries(spelled);
}

export function countUnknownKeys(record: unknown, keys: KnownKeys, prefix: string, counts: Map<string, number>): void {
  if (!isObject(record)) return;
  for (const [key, value] of Object.entries(record)) {
    const field = `${prefix}${key}`;
    if (!keys.own.has(key)) counts.set(field, (counts.get(field) ?? 0) + 1);
    // Every object has a `constructor`; only what we named ourselves counts.
    const below = Object.hasOwn(keys.below, key) ? keys.below[key] : undefined;
    if (!below || !Array.isArray(value)) continue;
    for (const child of value) countUnknownKeys(child, below, `${field}[].`, counts);
  }
}
