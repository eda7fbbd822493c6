/**
 * Words that programs and people write where there is no value: NULL, None, nan, N/A, TBA, a dash.
 *
 * Only where such a word is the whole value; in a sentence or a name it is a word. Where a value may be missing it is taken
 * for none, and that is said; where one must be there it is refused by its place.
 */
import { isObject } from './known-keys.ts';
import type { FieldPath } from './problem.ts';

const BLANK_WORD =
  /^(?:[(<[]?(?:null|none)[)>\]]?|\\N|nan|n\/a|n\.a\.?|undefined|t\.?b\.?[acd]\.?|to be (?:announced|confirmed|determined)|not (?:applicable|available)|[-–—]+)$/iu;

/** What a spreadsheet shows where a formula has no value, in any language: `#REF!`, `#N/A`, `#BEZUG!`. */
const CELL_ERROR = /^#(?:\p{Lu}[\p{Lu}\d/]*[!?]|N\/A|NV)$/u;

export const isBlankWord = (text: string): boolean => BLANK_WORD.test(text.trim());

/** A word that was taken for nothing, and where. */
export interface BlankWord {
  record: string;
  field: string;
  word: string;
}

interface Shape {
  /** What must be there. */
  required: readonly string[];
  optional: readonly string[];
  lists?: Readonly<Record<string, Shape | 'words'>>;
}

const LECTURE: Shape = {
  required: ['title'],
  optional: ['summary', 'kind', 'notes'],
  lists: { objectives: 'words', references: 'words' },
};
const MODULE: Shape = { required: ['title'], optional: ['summary', 'unit'], lists: { lectures: LECTURE } };
const RESOURCE: Shape = { required: ['title'], optional: ['author', 'kind', 'url', 'licence', 'attribution'] };
const COURSE: Shape = {
  required: ['code', 'title'],
  optional: [
    ...['description', 'subject', 'level', 'language', 'licence', 'attribution', 'kind', 'createdAt', 'enrolment'],
    'enrolmentIsInvented',
  ],
  lists: { modules: MODULE, resources: RESOURCE },
};

interface Found {
  problems: { path: FieldPath; message: string }[];
  onBlank: (path: FieldPath, word: string) => void;
}

/** @returns the course's record with null for each such word, and what is refused */
export function withoutBlankWords(
  record: unknown,
  onBlank: Found['onBlank'],
): { record: unknown; problems: Found['problems'] } {
  const found: Found = { problems: [], onBlank };
  const clean = cleaned(record, COURSE, { path: [], found });
  if (isObject(record) && isObject(clean)) found.problems.push(...doubtfulLicence(record, clean));
  return { record: clean, problems: found.problems };
}

function cleaned(record: unknown, shape: Shape, { path, found }: { path: FieldPath; found: Found }): unknown {
  if (!isObject(record)) return record;
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => {
      const here = [...path, key];
      const below = shape.lists && Object.hasOwn(shape.lists, key) ? shape.lists[key] : undefined;
      if (below && Array.isArray(value)) return [key, cleanedList(value, below, { path: here, found })];
      if (typeof value !== 'string') return [key, value];
      const isRequired = shape.required.includes(key);
      if (!isRequired && !shape.optional.includes(key)) return [key, value];
      return [key, cleanedValue(value, { path: here, found, isRequired })];
    }),
  );
}

function cleanedList(
  items: readonly unknown[],
  shape: Shape | 'words',
  { path, found }: { path: FieldPath; found: Found },
): unknown[] {
  if (shape !== 'words') return items.map((item, index) => cleaned(item, shape, { path: [...path, index], found }));
  return items.filter((item, index) => {
    if (typeof item !== 'string' || !isBlankWord(item)) return true;
    found.onBlank([...path, index], item.trim());
    return false;
  });
}

function cleanedValue(
  value: string,
  { path, found, isRequired }: { path: FieldPath; found: Found; isRequired: boolean },
): string | null {
  const word = value.trim();
  if (CELL_ERROR.test(word)) {
    found.problems.push({ path, message: `expected a value, found the spreadsheet's error ${word}` });
    return value;
  }
  if (!isBlankWord(word)) return value;
  if (!isRequired) {
    found.onBlank(path, word);
    return null;
  }
  const isCode = path.at(-1) === 'code';
  const expected = isCode ? 'a code or nothing' : 'a title';
  const todo = isCode
    ? 'leave it empty where the course has none'
    : `write the title, or leave the record out; if that is what it is called, write a word beside it, such as "The word ${word}"`;
  found.problems.push({ path, message: `expected ${expected}, found ${word}, which stands for no value: ${todo}` });
  return value;
}

/** Without a licence the notes count as the university's own: `None` may as well mean that nobody allowed their use. */
function doubtfulLicence(given: Record<string, unknown>, clean: Record<string, unknown>): Found['problems'] {
  const { licence } = given;
  if (typeof licence !== 'string' || licence.trim() === '' || clean.licence !== null || !hasNotes(clean)) return [];
  return [
    {
      path: ['licence'],
      message: `expected the licence of the notes, or nothing where they are the university's own; found ${licence.trim()}, which may mean either`,
    },
  ];
}

const hasNotes = ({ modules }: Record<string, unknown>): boolean =>
  entriesOf(modules).some(({ lectures }) =>
    entriesOf(lectures).some(({ notes }) => typeof notes === 'string' && notes.trim() !== ''),
  );
const entriesOf = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isObject) : []);

const MOST_PLACES = 5;

/** One line for a file. */
export function blankWordRemarks(words: readonly BlankWord[]): string[] {
  if (words.length === 0) return [];
  const kinds = new Map<string, string[]>();
  for (const { word, field, record } of words) {
    const kind = `${word} in ${field.replace(/\[\d+\]/gu, '[]')}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), record]);
  }
  const said = [...kinds].map(([kind, records]) => {
    const shown = records.slice(0, MOST_PLACES).join(', ');
    return `${kind} (${shown}${records.length > MOST_PLACES ? ` and ${records.length - MOST_PLACES} more` : ''})`;
  });
  return [`Taken for empty, because the word stands for no value: ${said.join('; ')}.`];
}
