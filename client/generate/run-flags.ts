/** The flags of `generate:enterprise`, once: for npm's undoing and for the command line's own parser. */
import { EXPORT_KINDS } from '../../library/books.ts';
import { PRIORITY_MODES } from '../../domain/run/run.ts';
import { SELECTIONS } from '../../domain/run/selection.ts';
import { split } from '../typed/list-value.ts';
import type { Flag, Positional } from '../typed/npm-arguments.ts';
import { nearest } from '../typed/usage.ts';

const isOneOf =
  (known: readonly string[]) =>
  (value: string): boolean =>
    split(value).every((part) => known.some((word) => word.toLowerCase() === part.toLowerCase()));

/** A word that could name a subject or a level: not a number, a mode or a format. */
const isFreeWord = (value: string): boolean =>
  !/^[\d.]+$/.test(value) && !isOneOf(PRIORITY_MODES)(value) && !isOneOf(FORMAT_WORDS)(value);

const FORMAT_WORDS = [...EXPORT_KINDS, 'none'];

/** @param standards ids of the content standards that exist */
export const runFlags = (standards: readonly string[]): Flag[] => [
  {
    name: 'subjects',
    aliases: ['subject'],
    takes: 'list',
    accepts: isFreeWord,
    knows: (value, { subjects }) => isOneOf(subjects)(value) || subjects.includes(value),
  },
  {
    name: 'levels',
    aliases: ['level'],
    takes: 'list',
    accepts: isFreeWord,
    knows: (value, { levels }) => isOneOf(levels)(value) || levels.includes(value),
  },
  {
    name: 'courses',
    aliases: ['course'],
    takes: 'list',
    accepts: (value) => !isOneOf(PRIORITY_MODES)(value),
    knows: (value, { codes }) => isOneOf(codes)(value) || split(value).every((part) => UUID.test(part)),
  },
  // npm knows `--only` itself and drops our values without a trace: behind ` -- ` it works, without it `--select` does.
  { name: 'select', aliases: ['only'], takes: 'list', accepts: isOneOf(SELECTIONS) },
  { name: 'formats', aliases: ['format'], takes: 'list', accepts: isOneOf(FORMAT_WORDS) },
  { name: 'standard', takes: 'value', accepts: isOneOf(standards) },
  { name: 'budget-usd', aliases: ['budget'], takes: 'value', accepts: isDollars },
  { name: 'seed', takes: 'value', accepts: isInteger },
  { name: 'batch-size', takes: 'value', accepts: isInteger },
  { name: 'concurrency', takes: 'value', accepts: isInteger },
  { name: 'json', takes: 'nothing' },
];

/** Positionals of each command. */
export function positionalsOf(command: string): Positional[] {
  if (command === 'auto') return [{ name: 'course', accepts: () => true }];
  if (command === 'concurrency') return [{ name: 'books', accepts: isInteger }];
  if (command === 'budget') return [{ name: 'dollars', accepts: (value) => value === 'none' || isDollars(value) }];
  if (command !== 'all' && command !== 'estimate') return [];
  return [
    { name: 'concurrency', accepts: isInteger },
    // A misspelt mode is taken too, so that the answer is about the mode and not about a subject of that name.
    { name: 'priorityMode', accepts: (value) => nearest(value, PRIORITY_MODES) !== null },
  ];
}

function isDollars(value: string): boolean {
  return /^\d+(\.\d+)?$/.test(value);
}

function isInteger(value: string): boolean {
  return /^\d+$/.test(value);
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
