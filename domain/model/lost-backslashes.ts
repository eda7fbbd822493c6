/**
 * Commands of LaTeX whose backslash was written once where JSON needs it twice: `\theta` arrives as a tab and `heta`.
 *
 * They are known by what came of them: a control character before letters that complete a command. In a formula the command
 * is put back; a line break that lays a formula out stays, and so do the tabs and line breaks of prose. What may be either is
 * doubtful: the text is asked for again.
 */
import { isLatexCommand } from '../text/formulas/commands.ts';
import { findFormulas, type CodeRange } from '../text/formulas/find.ts';
import { codeRanges } from '../text/markdown.ts';

const LETTERS = new Map([
  ['\b', 'b'],
  ['\f', 'f'],
  ['\n', 'n'],
  ['\r', 'r'],
  ['\t', 't'],
]);
const LOST = /[\b\f\n\r\t][A-Za-z]+(?![\p{L}\p{M}])/gu;

interface Lost {
  at: number;
  sign: string;
  /** The letters behind it. */
  rest: string;
}

/** Safe to repeat. @returns the text with its commands, and whether it still holds what may be one */
export function putBackslashesBack(text: string): { text: string; isDoubtful: boolean } {
  const lost = commandsIn(text);
  if (lost.length === 0) return { text, isDoubtful: false };
  // Formulas are looked for with every command in place; each that turns out to be prose may undo a formula.
  let taken = lost;
  let place = placesIn(text, taken);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const kept = taken.filter((one) => isAlwaysLost(one) || place.formulaAt(one) !== null);
    if (kept.length === taken.length) break;
    taken = kept;
    place = placesIn(text, taken);
  }
  const verdicts = taken.map((one) => ({ one, verdict: verdictOf(text, one, place.formulaAt(one)) }));
  const repaired = verdicts.filter(({ verdict }) => verdict === 'command').map(({ one }) => one);
  const isTaken = new Set(taken);
  const left = lost.filter((one) => !isTaken.has(one));
  const isWord = wordFinder(text);
  const isDoubtful =
    verdicts.some(({ verdict }) => verdict === 'doubtful') ||
    left.some((one) => looksLost(text, one, { isCode: () => place.isCode(one), isWord }));
  return { text: withCommands(text, repaired), isDoubtful };
}

const MOST_ROUNDS = 5;

const commandsIn = (text: string): Lost[] =>
  [...text.matchAll(LOST)].flatMap(({ index: at, 0: found }) => {
    const sign = found.slice(0, 1);
    const rest = found.slice(1);
    return isLatexCommand(`${LETTERS.get(sign) ?? ''}${rest}`) ? [{ at, sign, rest }] : [];
  });

/** No text has a use for these signs before a letter. */
const isAlwaysLost = ({ sign }: Lost): boolean => sign === '\b' || sign === '\f';

/** Each sign becomes two characters. */
function withCommands(text: string, lost: readonly Lost[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { at, sign } of lost) {
    pieces.push(text.slice(from, at), '\\', LETTERS.get(sign) ?? '');
    from = at + 1;
  }
  return pieces.join('') + text.slice(from);
}

interface Formula {
  /** What stands in it before and behind the sign, as it came. */
  before: string;
  behind: string;
}

/** Where signs stand when all of `lost` are commands; each of them makes the text one character longer. */
function placesIn(text: string, lost: readonly Lost[]) {
  const whole = withCommands(text, lost);
  const mayHoldFormula = /\$|\\[([]|\\begin/u.test(whole);
  let code: CodeRange[] | null = null;
  const codeOf = (): CodeRange[] => (code ??= codeRanges(whole));
  const formulas = mayHoldFormula ? findFormulas(whole, codeOf()) : [];
  const places = lost.map(({ at }) => at);
  const longer = places.map((at, index) => at + index);
  const inWhole = (at: number): number => at + countBelow(places, at);
  const inText = (at: number): number => at - countBelow(longer, at);
  return {
    isCode: ({ at }: Lost): boolean => rangeAt(codeOf(), inWhole(at)) !== null,
    formulaAt: ({ at }: Lost): Formula | null => {
      const formula = rangeAt(formulas, inWhole(at));
      if (!formula) return null;
      return { before: text.slice(inText(formula.from), at), behind: text.slice(at + 1, inText(formula.to)) };
    },
  };
}

/** How many of rising numbers are below one. */
function countBelow(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? Infinity) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The one of ranges, in order and apart, that holds a place. */
function rangeAt<Range extends { from: number; to: number }>(ranges: readonly Range[], at: number): Range | null {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.to ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  const range = ranges[low];
  return range && range.from <= at ? range : null;
}

/** Opening signs, the end of a row or of an opening environment: behind them a new line lays the formula out. */
const ENDS_A_LINE = /(?:^\s*(?:\$\$|\\\\?\[)|\\\\(?:\[[^\]\n]*\])?|\\begin\s?\{[^}\n]*\}(?:\{[^}\n]*\})?)[ \t]*$/u;
const CLOSES_ON_A_LINE = /\n[ \t>]*(?:\$\$|\\\\?\]|\\end\s?\{[^}]*\})\S*$/u;

function verdictOf(text: string, one: Lost, formula: Formula | null): 'command' | 'text' | 'doubtful' {
  if (isAlwaysLost(one) || formula === null || one.rest.length > 1) return 'command';
  if (one.sign === '\r') return 'command';
  // One letter may as well be a variable: `\ne` or a line that begins with e.
  if (one.sign === '\t') return isIndentation(text, one.at) ? 'text' : 'command';
  if (!CLOSES_ON_A_LINE.test(formula.behind.trimEnd())) {
    return ENDS_A_LINE.test(formula.before) && formula.before.includes('\n') ? 'text' : 'command';
  }
  if (ENDS_A_LINE.test(formula.before)) return 'text';
  return /[ \t]$/u.test(formula.before) ? 'command' : 'doubtful';
}

const isIndentation = (text: string, at: number): boolean =>
  /^[ \t>]*$/u.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at));

/** Letters of which no word consists, but a command without its first. */
const ENOUGH_LETTERS = 4;

/** Outside of formulas nothing is put back, but a text that lost a letter is not printed. */
function looksLost(
  text: string,
  { at, sign, rest }: Lost,
  { isCode, isWord }: { isCode: () => boolean; isWord: (word: string) => boolean },
): boolean {
  const before = text.slice(Math.max(0, at - 1), at);
  const hasArgument = text[at + 1 + rest.length] === '{';
  if (hasArgument && rest.length > 2) return true;
  if (sign === '\t') return rest.length >= ENOUGH_LETTERS && !(isIndentation(text, at) && isCode());
  if (sign === '\r') return rest.length > 1 && !isCode();
  // A line ends behind a word or its stop; a blank or a bracket there says that the line went on.
  if (rest.length < ENOUGH_LETTERS || !/^$|[ \t=\p{Ps}]/u.test(before)) return false;
  return !isWord(rest) && !isCode();
}

/** Whether a text has a word that stands as one, behind a blank or at its beginning. */
function wordFinder(text: string): (word: string) => boolean {
  let words: Set<string> | null = null;
  return (word) => {
    words ??= new Set([...text.matchAll(/(?<![^ "'(])[A-Za-z]+(?![\p{L}\p{M}])/gu)].map(([found]) => found));
    return words.has(word);
  };
}
