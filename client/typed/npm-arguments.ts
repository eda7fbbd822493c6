/**
 * Undoes what npm does to a command line, so that commands work as they are typed.
 *
 * npm 11 takes flags that stand before `--` for its own. `--subjects=theology` arrives as `npm_config_subjects=theology`;
 * `--subjects theology` as `npm_config_subjects=true` and a positional `theology`, in order but without its place.
 * A flag given twice is joined by blank lines, `--no-follow` arrives as an empty value. What a flag accepts says which
 * positional was its value; where that leaves a choice, what the catalogue knows decides, or the person is asked.
 */
import type { Vocabulary } from '../../library/courses.ts';
import { nearest, quote, UsageError } from './usage.ts';

export interface Flag {
  name: string;
  /** Other spellings that people use. */
  aliases?: readonly string[];
  takes: 'nothing' | 'value' | 'list';
  /** May this be a value of the flag, by its look alone? */
  accepts?: (value: string) => boolean;
  /** Is it one that the catalogue knows? A flag without this is decided by `accepts` alone. */
  knows?: (value: string, vocabulary: Vocabulary) => boolean;
}

/** A positional argument of a command; each may be left out. */
export interface Positional {
  name: string;
  accepts: (value: string) => boolean;
}

export interface TypedCommand {
  /** What stands before the arguments, such as `npm run generate:enterprise`. */
  script: string;
  /** As the program got it: command, positionals, then whatever stood behind `--`. */
  argv: readonly string[];
  npmFlags: Readonly<Record<string, string>>;
  flags: readonly Flag[];
  positionalsOf: (command: string) => readonly Positional[];
}

export type Undone =
  | { state: 'resolved'; argv: string[] }
  /** Several readings: ask again with the catalogue's vocabulary. */
  | { state: 'open' }
  | { state: 'refused'; message: string };

/** Rewrites the arguments as if npm had left them alone; `vocabulary` is null while the catalogue is not open. */
export function undoNpm(typed: TypedCommand, vocabulary: Vocabulary | null): Undone {
  const { argv, npmFlags, flags } = typed;
  const misspelt = Object.keys(npmFlags).flatMap((name) => nearFlag(name, flags) ?? []);
  if (misspelt[0]) return refuse(`There is no flag --${misspelt[0].typed}. Did you mean --${misspelt[0].meant}?`);

  const { given, wanting, switches, blank } = readFlags(npmFlags, flags);
  // `--subjects=$SUBJECTS` without that variable would be a run over the whole catalogue.
  if (blank.length > 0) return refuse(withoutValue(blank));
  const [command = '', ...rest] = argv;
  const firstFlag = rest.findIndex((word) => word.startsWith('-'));
  const words = firstFlag === -1 ? rest : rest.slice(0, firstFlag);
  const behind = firstFlag === -1 ? [] : rest.slice(firstFlag);
  const finish = (reading: Reading): string[] => [
    ...(argv.length === 0 ? [] : [command]),
    ...reading.positionals,
    ...behind,
    ...flagWords([...given, ...reading.values]),
    ...switches,
  ];
  if (wanting.length === 0) return { state: 'resolved', argv: finish({ positionals: words, values: [] }) };
  if (words.length > MAX_WORDS)
    return refuse(`Too many words to tell which belong to ${namesOf(wanting)}. ${BEHIND_DASHES}`);

  const readings = readingsOf(words, typed.positionalsOf(command), wanting);
  const [only, ...others] = vocabulary ? bestKnown(readings, vocabulary) : readings;
  if (only && others.length === 0) return { state: 'resolved', argv: finish(only) };
  if (!only) return refuse(withoutValue(wanting, strayWord(words, typed.positionalsOf(command), wanting)));
  if (!vocabulary) return { state: 'open' };
  const commands = [only, ...others].slice(0, 4).map((reading) => `  ${commandLine(typed.script, finish(reading))}`);
  return refuse(`It is not clear which word belongs to ${namesOf(wanting)}. Type one of:\n${commands.join('\n')}`);
}

/** The arguments of what was undone. @throws UsageError saying what to type instead */
export function requireResolved(undone: Undone, { script }: Pick<TypedCommand, 'script'>): string[] {
  if (undone.state === 'resolved') return undone.argv;
  throw new UsageError(
    undone.state === 'refused'
      ? undone.message
      : `Expected each flag with its value behind "=", got them apart from each other (npm keeps what stands before --); type ${script} -- and the flags after it.`,
  );
}

/** A command line that npm leaves whole: values joined by `=`. */
export const commandLine = (script: string, argv: readonly string[]): string =>
  [script, ...argv.map(quoteWord)].join(' ');

interface Reading {
  positionals: string[];
  values: { flag: Flag; value: string }[];
}

const MAX_WORDS = 8;
const BEHIND_DASHES = 'Write the value behind `=`, or put ` -- ` before the flags.';

const withoutValue = (wanting: { flag: Flag }[], stray?: string): string =>
  stray === undefined
    ? `${namesOf(wanting)} ${wanting.length > 1 ? 'have' : 'has'} no value. ${BEHIND_DASHES}`
    : `"${stray}" is no value of ${namesOf(wanting)}. ${BEHIND_DASHES}`;

/** A word that stands where it can belong to nothing. */
const strayWord = (
  words: readonly string[],
  positionals: readonly Positional[],
  wanting: { flag: Flag }[],
): string | undefined =>
  words.find(
    (word) =>
      !positionals.some(({ accepts }) => accepts(word)) && !wanting.some(({ flag }) => flag.accepts?.(word) === true),
  );

const refuse = (message: string): Undone => ({ state: 'refused', message });

const namesOf = (wanting: { flag: Flag }[]): string => wanting.map(({ flag }) => `--${flag.name}`).join(' and ');

function readFlags(npmFlags: Readonly<Record<string, string>>, flags: readonly Flag[]) {
  const given: { flag: Flag; value: string }[] = [];
  const wanting: { flag: Flag; count: number }[] = [];
  const switches: string[] = [];
  const blank: { flag: Flag }[] = [];
  for (const flag of flags) {
    const texts = [flag.name, ...(flag.aliases ?? [])].flatMap((name) => npmFlags[name] ?? []);
    const parts = texts.flatMap((text) => text.split('\n\n'));
    if (parts.length === 0) continue;
    if (flag.takes === 'nothing') {
      if (parts.includes('true')) switches.push(`--${flag.name}`);
      else if (parts.some((part) => part === '' || part === 'false')) switches.push(`--no-${flag.name}`);
      continue;
    }
    if (parts.some((part) => part.trim() === '')) blank.push({ flag });
    given.push(...parts.filter((part) => part !== 'true').map((value) => ({ flag, value })));
    const count = parts.filter((part) => part === 'true').length;
    if (count > 0) wanting.push({ flag, count });
  }
  return { given, wanting, switches, blank };
}

/**
 * The ways to read the words. Those with the positionals in front win, as everybody types them so; among these, the
 * ones that give a list no more values than were asked for.
 */
function readingsOf(
  words: string[],
  positionals: readonly Positional[],
  wanting: { flag: Flag; count: number }[],
): Reading[] {
  const all = assign(words, positionals, wanting);
  const inFront = all.filter(({ positionals: own }) => own.every((word, index) => words[index] === word));
  const preferred = inFront.length > 0 ? inFront : all;
  const fewest = Math.min(...preferred.map(({ values }) => values.length));
  const short = preferred.filter(({ values }) => values.length === fewest);
  return [...new Map(short.map((reading) => [JSON.stringify(flat(reading)), reading])).values()];
}

function assign(
  words: readonly string[],
  positionals: readonly Positional[],
  wanting: readonly { flag: Flag; count: number }[],
): Reading[] {
  const [word, ...rest] = words;
  if (word === undefined) return wanting.every(({ count }) => count <= 0) ? [{ positionals: [], values: [] }] : [];
  const asPositional = positionals.flatMap((positional, index) =>
    positional.accepts(word)
      ? assign(rest, positionals.slice(index + 1), wanting).map((reading) => ({
          ...reading,
          positionals: [word, ...reading.positionals],
        }))
      : [],
  );
  const asValue = wanting.flatMap((entry) => {
    const { flag, count } = entry;
    if (!flag.accepts?.(word) || (count <= 0 && flag.takes !== 'list')) return [];
    const left = wanting.map((other) => (other === entry ? { flag, count: count - 1 } : other));
    return assign(rest, positionals, left).map((reading) => ({
      ...reading,
      values: [{ flag, value: word }, ...reading.values],
    }));
  });
  return [...asPositional, ...asValue];
}

/** The readings with the most values that the catalogue knows. */
function bestKnown(readings: Reading[], vocabulary: Vocabulary): Reading[] {
  const scored = readings.map((reading) => ({
    reading,
    score: reading.values.filter(({ flag, value }) => flag.knows?.(value, vocabulary) ?? true).length,
  }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score === best).map(({ reading }) => reading);
}

const flat = (reading: Reading): string[] => [...reading.positionals, ...flagWords(reading.values)].sort();

const flagWords = (values: Reading['values']): string[] => values.map(({ flag, value }) => `--${flag.name}=${value}`);

const quoteWord = (word: string): string => {
  const [, name, value] = /^(--[a-z-]+=)(.*)$/su.exec(word) ?? [];
  return name === undefined || value === undefined ? quote(word) : `${name}${quote(value)}`;
};

/** A flag that is none, but nearly one of ours: with `=` npm would drop it without a word, and the run be another one. */
function nearFlag(typed: string, flags: readonly Flag[]): { typed: string; meant: string } | null {
  const names = flags.flatMap((flag) => [flag.name, ...(flag.aliases ?? [])]);
  if (names.includes(typed) || NPM_OWN.has(typed)) return null;
  const meant = nearest(typed, names);
  return meant ? { typed, meant } : null;
}

/** Flags of npm's own that look like one of ours. */
const NPM_OWN = new Set([
  'all',
  'json',
  'only',
  'long',
  'link',
  'loglevel',
  'scope',
  'save',
  'fund',
  'yes',
  'cert',
  'cpu',
  'os',
]);
