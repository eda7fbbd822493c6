/**
 * Commands that an author defines for formulas, once and for the whole course: each use is replaced by what it stands for.
 *
 * Bounded: a command within commands is followed a few steps deep, and a formula that would grow beyond measure stays as it
 * was written, so that it is found by the gate of formulas.
 */
import { findFormulas } from '../../text/formulas/find.ts';
import { codeOf } from './source/code.ts';

export interface Macro {
  /** Arguments that are written in braces or as one sign. */
  parameters: number;
  /** What the first argument is when it is not given; null when it must be. */
  preset: string | null;
  body: string;
}

const MAX_DEPTH = 12;
const MAX_CHARS = 20_000;

const NAME = String.raw`\\[A-Za-z]+`;
/** Up to three braces deep, as definitions of formulas are. */
const BRACED = String.raw`\{((?:[^{}\\]|\\[^]|\{(?:[^{}\\]|\\[^]|\{(?:[^{}\\]|\\[^]|\{[^{}]*\})*\})*\})*)\}`;
const NEW_COMMAND = String.raw`\\(?:new|renew|provide)command\*?`;
const DEFINITION = new RegExp(
  [
    String.raw`${NEW_COMMAND}\s*(?:\{\s*(?<braced>${NAME})\s*\}|(?<bare>${NAME}))\s*(?:\[(?<count>\d)\])?\s*(?:\[(?<preset>[^\]]*)\])?\s*${BRACED.replace('(', '(?<body>')}`,
    String.raw`\\[gex]?def\s*(?<defined>${NAME})(?<marks>(?:#\d)*)\s*${BRACED.replace('(', '(?<replacement>')}`,
    String.raw`\\DeclareMathOperator(?<star>\*?)\s*\{\s*(?<operator>${NAME})\s*\}\s*${BRACED.replace('(', '(?<shown>')}`,
    String.raw`\\DeclarePairedDelimiter\s*(?:\{\s*(?<paired>${NAME})\s*\}|(?<pair>${NAME}))\s*${BRACED.replace('(', '(?<opens>')}\s*${BRACED.replace('(', '(?<closes>')}`,
    String.raw`\\let\s*(?<alias>${NAME})\s*=?\s*(?<meant>${NAME})`,
  ].join('|'),
  'gu',
);
const MAY_DEFINE =
  /\\(?:new|renew|provide)command|\\[gex]?def\s*\\|\\Declare(?:MathOperator|PairedDelimiter)|\\let\s*\\/u;

/** Takes the definitions out of a text into `macros`; a later one of the same name counts. @returns what is left of the text */
export const takeDefinitions = (text: string, macros: Map<string, Macro>): string =>
  MAY_DEFINE.test(text) ? takeFrom(text, macros) : text;

function takeFrom(text: string, macros: Map<string, Macro>): string {
  const isCode = inRanges(codeOf(text));
  let isChanged = false;
  const marked = text.replace(DEFINITION, (all: string, ...given: unknown[]) => {
    const at = given.find((value) => typeof value === 'number');
    const groups = given.at(-1);
    if (typeof at !== 'number' || isCode(at) || !isGroups(groups)) return all;
    const read = readDefinition(groups);
    if (!read) return all;
    macros.set(read.name, read.macro);
    isChanged = true;
    return TAKEN;
  });
  return isChanged ? withoutTaken(marked) : text;
}

/** Stands where a definition was: a noncharacter, which no text has. */
const TAKEN = '\ufdd2';

/** A formula that held nothing but definitions goes with them; one that held more begins and ends with what is left. */
function withoutTaken(marked: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { from, to } of findFormulas(marked, codeOf(marked))) {
    const formula = marked.slice(from, to);
    if (!formula.includes(TAKEN)) continue;
    const [, sign = '', inside = formula, end = ''] = /^(\$\$?)([^$]*)(\$\$?.*)$/su.exec(formula) ?? [];
    const left = inside.replaceAll(TAKEN, '');
    // A single dollar has no blank beside it.
    const kept = `${sign}${sign === '$' ? left.trim() : left}${end}`;
    pieces.push(marked.slice(at, from), left.trim() === '' ? '' : kept);
    at = to;
  }
  return (pieces.join('') + marked.slice(at))
    .replace(/\\\[(?:\s*\ufdd2)+\s*\\\]|\\\((?:\s*\ufdd2)+\s*\\\)/gu, '')
    .replace(/(?<=^|\s)\ufdd2[ \t]*|\ufdd2/gu, '');
}

const isGroups = (value: unknown): value is Record<string, string | undefined> =>
  typeof value === 'object' && value !== null;

function readDefinition(groups: Record<string, string | undefined>): { name: string; macro: Macro } | null {
  const { braced, bare, count, preset, body, defined, marks, replacement, star, operator, shown, alias, meant } =
    groups;
  const { paired, pair, opens, closes } = groups;
  const delimiter = paired ?? pair;
  if (delimiter !== undefined) {
    return {
      name: delimiter,
      macro: { parameters: 1, preset: null, body: `\\left${opens ?? ''} #1 \\right${closes ?? ''}` },
    };
  }
  if (operator !== undefined) {
    const macro = { parameters: 0, preset: null, body: `\\operatorname${star ?? ''}{${shown ?? ''}}` };
    return { name: operator, macro };
  }
  if (alias !== undefined) return { name: alias, macro: { parameters: 0, preset: null, body: meant ?? '' } };
  if (defined !== undefined) {
    return { name: defined, macro: { parameters: (marks ?? '').length / 2, preset: null, body: replacement ?? '' } };
  }
  const name = braced ?? bare;
  return name === undefined
    ? null
    : { name, macro: { parameters: Number(count ?? 0), preset: preset ?? null, body: body ?? '' } };
}

const inRanges =
  (ranges: readonly { from: number; to: number }[]) =>
  (at: number): boolean =>
    ranges.some(({ from, to }) => from <= at && at < to);

/** Replaces the commands in the formulas of a text; prose and code stay as they are. */
export function expandFormulas(text: string, macros: ReadonlyMap<string, Macro>): string {
  if (macros.size === 0 || !text.includes('\\')) return text;
  const pieces: string[] = [];
  let at = 0;
  for (const { from, to } of findFormulas(text, codeOf(text))) {
    pieces.push(text.slice(at, from), expand(text.slice(from, to), macros));
    at = to;
  }
  return pieces.join('') + text.slice(at);
}

function expand(formula: string, macros: ReadonlyMap<string, Macro>): string {
  let expanded = formula;
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    const next = expandOnce(expanded, macros);
    if (next === expanded) return next;
    if (next.length > MAX_CHARS) return formula;
    expanded = next;
  }
  // A command that comes back to itself has no end.
  return formula;
}

const USE = /\\[A-Za-z]+/gu;

function expandOnce(formula: string, macros: ReadonlyMap<string, Macro>): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { 0: name, index } of formula.matchAll(USE)) {
    const macro = macros.get(name);
    if (!macro || index < at) continue;
    const read = readArguments(formula, index + name.length, macro);
    if (!read) continue;
    const body = macro.body.replace(/#(\d)/gu, (_mark, number: string) => read.values[Number(number) - 1] ?? '');
    // A letter behind it would make another command of what it ends with.
    const gap = /\\[A-Za-z]+$/u.test(body) && /^[A-Za-z]/u.test(formula.slice(read.end)) ? ' ' : '';
    pieces.push(formula.slice(at, index), body, gap);
    at = read.end;
  }
  return pieces.join('') + formula.slice(at);
}

function readArguments(
  formula: string,
  from: number,
  { parameters, preset }: Macro,
): { values: string[]; end: number } | null {
  const values: string[] = [];
  let end = from;
  if (preset !== null && parameters > 0) {
    const given = /^\s*\[([^\]]*)\]/u.exec(formula.slice(end));
    values.push(given?.[1] ?? preset);
    end += given?.[0].length ?? 0;
  }
  while (values.length < parameters) {
    const given = ARGUMENT.exec(formula.slice(end));
    if (!given) return null;
    values.push(given[1] ?? given[2] ?? '');
    end += given[0].length;
  }
  return { values, end };
}

const ARGUMENT = new RegExp(String.raw`^\s*(?:${BRACED}|(\\[A-Za-z]+|[^\s{}\\$]))`, 'u');
