/** Components of MDX: `<Tabs>`, `<Image alt="…"/>`. Their tags go; what they say in words stays. */
import type { Line } from '../source/lines.ts';

export interface Tag {
  name: string;
  attributes: ReadonlyMap<string, string>;
  isSelfClosing: boolean;
  /** Offset behind the tag. */
  end: number;
}

const MAX_TAG_CHARS = 5_000;

/** Reads the tag at an offset: quotes and braces may hold any sign. Null when there is none, or it has no end. */
export function tagAt(text: string, from: number): Tag | null {
  const name = /^<([A-Z][\w.]*)(?=[\s/>])/u.exec(text.slice(from, from + 100))?.[1];
  if (name === undefined) return null;
  const attributes = new Map<string, string>();
  let at = from + 1 + name.length;
  const limit = Math.min(text.length, from + MAX_TAG_CHARS);
  while (at < limit) {
    const rest = text.slice(at, at + 3);
    if (/^\s/u.test(rest)) at += 1;
    else if (rest.startsWith('>')) return { name, attributes, isSelfClosing: false, end: at + 1 };
    else if (rest.startsWith('/>')) return { name, attributes, isSelfClosing: true, end: at + 2 };
    else if (rest.startsWith('{')) {
      const close = closingBrace(text, at, limit);
      if (close === null) return null;
      at = close;
    } else {
      const key = /^[\w:@.-]+/u.exec(text.slice(at, at + 80))?.[0];
      if (key === undefined) return null;
      at += key.length;
      if (text[at] !== '=') {
        attributes.set(key, '');
        continue;
      }
      const sign = text[at + 1];
      const close =
        sign === '{'
          ? closingBrace(text, at + 1, limit)
          : sign === '"' || sign === "'"
            ? text.indexOf(sign, at + 2) + 1
            : 0;
      if (close === null || close === 0 || close > limit) return null;
      const value = text.slice(at + 2, close - 1);
      attributes.set(key, sign === '{' ? wordsIn(value, key) : value);
      at = close;
    }
  }
  return null;
}

/**
 * A brace may hold one string, or a list of things with strings among them: those of several words are for the reader, and
 * so is what their names call a text.
 */
function wordsIn(code: string, attribute: string): string {
  const only = /^\s*(["'`])([^"'`]*)\1\s*$/u.exec(code)?.[2];
  if (only !== undefined) return only;
  return [...code.matchAll(STRING)]
    .map(([, key, double, single, back]) => ({
      key: key ?? attribute,
      words: (double ?? single ?? back ?? '')
        .replace(/\\(["'`])/gu, '$1')
        .replace(/\s+/gu, ' ')
        .trim(),
    }))
    .filter(
      ({ key, words }) => words !== '' && (A_TEXT.test(key) || (!NEVER_WORDS.test(key) && SEVERAL_WORDS.test(words))),
    )
    .map(({ words }) => `- ${words}`)
    .join('\n');
}

const STRING = /(?:(\w+)["']?\s*:\s*)?(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`([^`]*)`)/gu;
const A_TEXT =
  /^(?:text|label|title|question\w*|answer\w*|expla\w+|option\w*|choice\w*|description|content|caption|item\w*|term|definition|hint)$/iu;
const SEVERAL_WORDS = /\p{L}\s+\p{L}/u;

function closingBrace(text: string, from: number, limit: number): number | null {
  let depth = 0;
  for (let at = from; at < limit; at += 1) {
    const sign = text[at];
    if (sign === '{') depth += 1;
    else if (sign === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

/** The tag that stands alone on a line, or on this line and some below it. */
export function readTag(lines: readonly Line[], index: number): (Tag & { last: number }) | null {
  const text = lines
    .slice(index, index + MAX_TAG_LINES)
    .map((line) => line.text)
    .join('\n');
  const from = text.search(/\S/u);
  const tag = from < 0 ? null : tagAt(text, from);
  if (!tag || !/^[ \t]*(?:\n|$)/u.test(text.slice(tag.end, tag.end + 200))) return null;
  return { ...tag, last: index + text.slice(0, tag.end).split('\n').length - 1 };
}

const MAX_TAG_LINES = 40;

const TITLES = new Set(['title', 'label', 'summary', 'header', 'heading', 'caption']);
const NEVER_WORDS =
  /^(?:class|classname|style|id|key|src|href|to|url|path|file|code|width|height|icon|value|values|group\w*|default\w*|variant|type|lang\w*|data-.*)$/iu;

/** What a component says in its attributes, as paragraphs. */
export function componentParts(attributes: Tag['attributes']): string[] {
  const alt = attributes.get('alt')?.trim() ?? '';
  const picture = alt === '' ? [] : [`![${alt.replace(/[[\]]/gu, '\\$&')}](picture)`];
  const words = [...attributes].flatMap(([key, value]) => {
    if (key === 'alt' || value.trim() === '' || NEVER_WORDS.test(key)) return [];
    if (TITLES.has(key.toLowerCase())) return [`**${value.trim()}**`];
    return SEVERAL_WORDS.test(value) || value.startsWith('- ') ? [value.trim()] : [];
  });
  return [...picture, ...words];
}
