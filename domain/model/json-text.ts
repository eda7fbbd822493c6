/**
 * The one JSON document inside a reply, whatever stands around it.
 *
 * Models without structured output put it into a code fence, greet before it, think aloud first, or break lines inside its
 * strings. Text that breaks off inside the document has no document: nothing is closed or guessed.
 */
import { storableText } from '../stored.ts';
import { isLatexCommand } from '../text/formulas/commands.ts';
import { putBackslashesBack } from './lost-backslashes.ts';

/** The document's value, or undefined when the text holds none. Objects only: every schema of ours is one. */
export function findJson(text: string): unknown {
  // A whole document keeps what it says of such marks itself.
  const whole = parseJson(text);
  if (whole !== undefined) return whole;
  const spoken = withoutThoughts(text);
  const fenced = [...spoken.matchAll(/```[a-z0-9]*[ \t]*\r?\n([\s\S]*?)\r?\n[ \t]*```/gi)].map(
    (match) => match[1] ?? '',
  );
  for (const candidate of [spoken, ...fenced]) {
    const value = parseJson(candidate);
    if (value !== undefined) return value;
  }
  return longestDocument(spoken);
}

/** Some templates give the opening mark themselves: what stands before a closing one was thought all the same. */
function withoutThoughts(text: string): string {
  const spoken = text.replace(/<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/gi, '');
  return spoken.replace(/^[\s\S]*<\/think(?:ing)?>/i, '').trim();
}

function parseJson(text: string): unknown {
  const value = tryParse(text) ?? tryParse(strictJson(text));
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

const STRING_OR_TRAILING_COMMA = /"(?:[^"\\]|\\[\s\S])*"|,(?=\s*[}\]])/g;
const BREAKS: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * What models write and JSON does not allow, where it can mean one thing only: a line break inside a string, a comma at the
 * end of a list, one backslash before a command or a sign of LaTeX and Markdown.
 */
const strictJson = (text: string): string =>
  text.replace(STRING_OR_TRAILING_COMMA, (found) =>
    found === ','
      ? ''
      : found.replace(/[\n\r\t]/g, (sign) => BREAKS[sign] ?? sign).replace(ESCAPE, (escape) => soundEscape(escape)),
  );

/** A backslash with what it stands before: the digits of a character, the letters of a command, or one sign. */
const ESCAPE = /\\(?:u[\da-fA-F]{4}|["\\/]|[A-Za-z]+|[^])/g;
const IS_JSON = /^\\(?:u[\da-fA-F]{4}|["\\/bfnrt])/;

function soundEscape(escape: string): string {
  if (IS_JSON.test(escape)) return escape;
  if (escape === "\\'") return "'";
  const name = escape.slice(1);
  return /^[A-Za-z]/.test(name) && !isLatexCommand(name) ? escape : `\\${escape}`;
}

/** What no text takes comes as an escape or is half a pair; so does a command that lost its backslash. */
const MAY_NEED_MENDING = /\\[ubf]|\\[nrt][A-Za-z]|\p{Surrogate}/u;

function tryParse(text: string): unknown {
  try {
    if (!MAY_NEED_MENDING.test(text)) return JSON.parse(text);
    return JSON.parse(text, (_key, value: unknown) =>
      typeof value === 'string' ? storableText(putBackslashesBack(value).text) : value,
    );
  } catch {
    // Not JSON: that is the answer, not a failure.
    return undefined;
  }
}

/** Looks at each place where an object could begin; one that never ends is a document that broke off. */
function longestDocument(text: string): unknown {
  const opening = /\{(?=\s*["}])/g;
  let longest: unknown;
  let length = 0;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const end = endOfDocument(text, match.index);
    if (end === -1) return longest;
    const value = end - match.index > length ? parseJson(text.slice(match.index, end)) : undefined;
    if (value !== undefined) [longest, length] = [value, end - match.index];
    opening.lastIndex = end;
  }
  return longest;
}

/** Index after the bracket that closes the one at `start`, or -1. */
function endOfDocument(text: string, start: number): number {
  let depth = 0;
  let isInString = false;
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at];
    if (isInString) {
      if (sign === '\\') at += 1;
      else if (sign === '"') isInString = false;
    } else if (sign === '"') isInString = true;
    else if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}
