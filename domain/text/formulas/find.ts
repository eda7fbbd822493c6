/**
 * Finds the formulas of a Markdown text: between dollars, `\(…\)`, `\[…\]`, their doubled forms, and environments without
 * any dollars.
 *
 * A formula never holds prose and never reaches over code. What only looks like one, such as `$5 and $6`, stays text.
 */
import { isMoney, isProse } from './doubtful.ts';
import { normalLatex, MATH_ENVIRONMENT } from './latex.ts';

export interface FoundFormula {
  /** Offsets in the text: what is replaced, with a label or a comma behind it. */
  from: number;
  to: number;
  latex: string;
  /** Set apart from the text, on lines of its own. */
  isDisplayed: boolean;
}

export interface CodeRange {
  from: number;
  to: number;
  /** Code only by its indentation: no formula begins there, but one may reach over it. */
  isIndented: boolean;
}

const MAX_DISPLAYED = 20_000;
const MAX_INLINE = 2_000;

export function findFormulas(text: string, code: readonly CodeRange[]): FoundFormula[] {
  const tokens = tokensOf(text);
  const closers = closersOf(tokens);
  const isCode = rangeLookup(code);
  const isFenced = rangeLookup(code.filter(({ isIndented }) => !isIndented));
  const found: FoundFormula[] = [];
  let at = 0;
  for (const token of tokens) {
    if (token.at < at || !token.closes || isCode(token.at, token.at + 1)) continue;
    const end = closers(token.closes, token.at + token.text.length);
    if (!end || isFenced(token.at, end.at)) continue;
    const formula = readFormula(text, token, end);
    if (!formula) continue;
    found.push(formula);
    at = formula.to;
  }
  return found;
}

interface Token {
  at: number;
  text: string;
  /** The text that ends what this one begins; null when it begins nothing. */
  closes: string | null;
}

const TOKEN = /\\{1,2}[()[\]]|\\(?:begin|end)\s?\{[A-Za-z]+\*?\}|\\[^]|\$+/gu;
const CLOSERS = new Map([
  ...['$', '$$'].map((sign): [string, string] => [sign, sign]),
  ...['\\', '\\\\'].flatMap((slashes): [string, string][] => [
    [`${slashes}(`, `${slashes})`],
    [`${slashes}[`, `${slashes}]`],
  ]),
]);

const tokensOf = (text: string): Token[] =>
  [...text.matchAll(TOKEN)].map(({ index, 0: found }) => {
    const environment = /^\\begin\s?\{(.+)\}$/u.exec(found)?.[1];
    const closes =
      environment === undefined
        ? (CLOSERS.get(found) ?? null)
        : MATH_ENVIRONMENT.test(environment)
          ? `\\end{${environment}}`
          : null;
    return { at: index, text: found, closes };
  });

/** Finds the next token of a text at or behind a place; the places asked for rise. */
function closersOf(tokens: readonly Token[]): (text: string, from: number) => Token | null {
  const lists = new Map<string, { tokens: Token[]; next: number }>();
  for (const token of tokens) {
    const name = token.text.replace(/\s(?=\{)/u, '');
    const list = lists.get(name) ?? { tokens: [], next: 0 };
    list.tokens.push(token);
    lists.set(name, list);
  }
  return (text, from) => {
    const list = lists.get(text);
    if (!list) return null;
    while ((list.tokens[list.next]?.at ?? Infinity) < from) list.next += 1;
    return list.tokens[list.next] ?? null;
  };
}

/** Whether a stretch touches one of the ranges, which are in order and apart from each other. */
function rangeLookup(ranges: readonly CodeRange[]): (from: number, to: number) => boolean {
  return (from, to) => {
    let [low, high] = [0, ranges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranges[middle]?.to ?? 0) <= from) low = middle + 1;
      else high = middle;
    }
    return (ranges[low]?.from ?? Infinity) < to;
  };
}

function readFormula(text: string, start: Token, end: Token): FoundFormula | null {
  const [from, close] = [start.at, end.at + end.text.length];
  const prefix = text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
  const isEnvironment = start.text.startsWith('\\begin');
  const inside = isEnvironment ? text.slice(from, close) : text.slice(from + start.text.length, end.at);
  const content = prefix.includes('>') ? inside.replace(/\n[ \t]*>[ \t]?/gu, '\n') : inside;
  const kind = kindOf(start.text);
  if (content.trim() === '' || isProse(content) || !isWellPlaced(text, { kind, content, close })) return null;

  const opensLine = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*$/u.test(prefix);
  const tail = TAIL.exec(text.slice(close, close + 200));
  const closesLine = tail !== null && /^[ \t]*(?:\n|$)/u.test(text.slice(close + tail[0].length, close + 300));
  const isDisplayed =
    kind === 'displayed' || (kind === 'dollars' && (content.includes('\n') || (opensLine && closesLine)));
  const latex = normalLatex(content);
  if (!isDisplayed || !tail) return { from, to: close, latex, isDisplayed };
  const { number = '', stop = '' } = tail.groups ?? {};
  return {
    from,
    to: close + tail[0].length,
    latex: latex === '' ? '' : `${latex}${stop}${number === '' ? '' : ` \\qquad ${number}`}`,
    isDisplayed,
  };
}

/** Behind a displayed formula: its label, which names it for other tools; its printed number; a comma or stop. */
const TAIL =
  /^[ \t]*(?:\((?:eq[\w:.-]*|[a-z][\w.]*[:-][\w:.-]+)\)|\{#[^}\n]{1,80}\}|(?<number>\(\d[\d.a-z]{0,8}\)))?[ \t]*(?<stop>[.,;:](?=\s|$))?/iu;

type Kind = 'dollar' | 'dollars' | 'inline' | 'displayed';

const kindOf = (opening: string): Kind => {
  if (opening === '$') return 'dollar';
  if (opening === '$$') return 'dollars';
  return opening.endsWith('(') ? 'inline' : 'displayed';
};

function isWellPlaced(text: string, { kind, content, close }: { kind: Kind; content: string; close: number }): boolean {
  if (kind === 'dollars') return content.length <= MAX_DISPLAYED;
  if (kind === 'displayed')
    return (
      content.length <= MAX_DISPLAYED &&
      (content.startsWith('\\begin') || (looksLikeMath(content) && !BRACKETED_RANGE.test(content)))
    );
  if (content.length > MAX_INLINE || /\n[ \t>]*\n/u.test(content)) return false;
  if (kind === 'inline') return looksLikeMath(content);
  return !/^\s|\s$|\\$/u.test(content) && !/^\d/u.test(text.slice(close, close + 1)) && !isMoney(content);
}

/** Brackets behind backslashes are also what Markdown writes for plain brackets. */
const looksLikeMath = (content: string): boolean =>
  LOOKS_LIKE_MATH.test(content) && (/\\[a-zA-Z]|=/u.test(content) || !BRACKETED_PROSE.test(content));

/** Two words side by side, or a name with underscores between its words. */
const BRACKETED_PROSE =
  /(?<![\p{L}\p{N}_])(?:(?!sin|cos|tan|log|exp|max|min)\p{L}{2,}[\p{L}\p{N}_]*\s+\p{L}{2,}|\p{L}{2,}_[\p{L}\p{N}_]+\s*$)/u;
/** Numbers of sources, or letters of an alphabet, in plain brackets. */
const BRACKETED_RANGE = /^\s*(?:\d+(?:\s*[,;–-]\s*\d+)+|\p{L}-[zZ])\s*$/u;

const LOOKS_LIKE_MATH =
  /\\[a-zA-Z]|[\^_=<>]|\d\s*[+\-*/]\s*\d|^\s*\p{L}['′]?\s*$|(?<!\p{L})[\p{L}\d]\s*[+\-*/]\s*[\p{L}\d](?!\p{L})|\p{L}\([^)]{1,20}\)/u;
