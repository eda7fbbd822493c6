/** Texts that lost their letters on the way into the catalogue, by their place. */
import { codeRanges } from '../text/markdown.ts';
import { findLostLetter, findMojibake } from '../text/mojibake.ts';
import { COURSE_KEYS, isObject, type KnownKeys } from './known-keys.ts';
import type { FieldPath } from './problem.ts';

/** The first spoiled word of each text that is read, with what was meant where that can be told. */
export const spoiledTexts = (course: unknown): { path: FieldPath; message: string }[] =>
  textsOf(course, COURSE_KEYS, []).flatMap(({ path, text, lecture }) => {
    const found = spoiled(text);
    return found ? [{ path, message: `${placeIn(text, found.at, lecture)}${found.message}` }] : [];
  });

/** Lessons about encodings show broken letters in code: those are meant. */
function spoiled(text: string): { at: number; message: string } | null {
  const found = spoiledIn(text);
  return found && /`|~~~/u.test(text) ? spoiledIn(withoutCode(text)) : found;
}

/** Blanks in place of code, so that every place stays. */
const withoutCode = (text: string): string =>
  codeRanges(text).reduce((rest, { from, to }) => rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to), text);

function spoiledIn(text: string): { at: number; message: string } | null {
  const misread = findMojibake(text);
  if (misread) {
    const expected = misread.meant === null ? 'letters' : `"${misread.meant}"`;
    return {
      at: misread.at,
      message: `expected ${expected}, found "${misread.found}": UTF-8 was read as Windows-1252 on the way here. Export it again as UTF-8, or write what is meant`,
    };
  }
  const lost = findLostLetter(text);
  if (!lost) return null;
  return {
    at: lost.at,
    message: `expected letters, found "${lost.found}": the sign \ufffd stands where a letter was lost. Export it again as UTF-8, or write what is meant`,
  };
}

/** The line in a text of several, and the lecture by its title. */
function placeIn(text: string, at: number, lecture: string | null): string {
  const line = text.slice(0, at).split(/\r\n|\n|\r/u).length;
  const places = [
    ...(lecture === null ? [] : [`lecture "${lecture}"`]),
    ...(/[\r\n]/u.test(text.trim()) ? [`line ${line} of the text`] : []),
  ];
  return places.length === 0 ? '' : `${places.join(', ')}: `;
}

interface PlacedText {
  path: FieldPath;
  text: string;
  lecture: string | null;
}

/** What the catalogue holds under keys that we know: the rest is not read. */
function textsOf(record: unknown, { own, below }: Pick<KnownKeys, 'own' | 'below'>, path: FieldPath): PlacedText[] {
  if (!isObject(record)) return [];
  const isLecture = own.has('notes');
  const lecture = isLecture && typeof record.title === 'string' ? record.title : null;
  return Object.entries(record).flatMap(([key, value]) => {
    if (!own.has(key)) return [];
    const here = [...path, key];
    if (typeof value === 'string') return [{ path: here, text: value, lecture: key === 'title' ? null : lecture }];
    if (!Array.isArray(value)) return [];
    const list: unknown[] = value;
    const keys = Object.hasOwn(below, key) ? below[key] : undefined;
    return list.flatMap((item, index) => {
      if (typeof item === 'string') return [{ path: [...here, index], text: item, lecture }];
      return keys ? textsOf(item, keys, [...here, index]) : allTexts(item, [...here, index], lecture);
    });
  });
}

/** Of what has no keys of its own in the table of keys: terms, questions, figures. */
function allTexts(value: unknown, path: FieldPath, lecture: string | null): PlacedText[] {
  if (typeof value === 'string') return [{ path, text: value, lecture }];
  if (typeof value !== 'object' || value === null) return [];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([key, inner]) =>
    allTexts(inner, [...path, isList ? Number(key) : key], lecture),
  );
}
