/** Imports, exports, comments and components of MDX among the text. */
import type { Edit } from '../source/lines.ts';
import { componentParts, tagAt } from './components.ts';
import { between, EMBEDDED, mark, PROGRAM, type Mark } from './mark.ts';

export const IMPORT =
  /^import\s+(?:type\s+)?(?:[\w$*]+(?:\s+as\s+[\w$]+)?|\{[^{}]*\})(?:\s*,\s*(?:\{[^{}]*\}|\*\s+as\s+[\w$]+))?\s+from\s+["'][^"'\n]+["'];?[ \t]*$/gmu;

export const mdxMarks: readonly Mark[] = [
  between(/\{\s*\/\*/gu, /\*\/\s*\}/gu, 'a comment'),
  mark(IMPORT, () => '', PROGRAM),
  mark(/^import\s+["'][^"'\n]+\.(?:css|scss|js|jsx|ts|tsx|mdx?)["'];?[ \t]*$/gmu, () => '', PROGRAM),
  function* exports({ text, isMdx }): Generator<Edit> {
    if (!isMdx) return;
    for (const { index } of text.matchAll(/^export\s+(?:const|let|var|function|default|async|\{|\*)/gmu)) {
      const end = endOfStatement(text, index);
      yield { from: index, to: end, text: '', dropped: PROGRAM };
    }
  },
  function* components({ text, isMdx }): Generator<Edit> {
    if (!isMdx) return;
    const closers = namesOf(text, /<\/([A-Z][\w.]*)\s*>/gu);
    const openers = namesOf(text, /<([A-Z][\w.]*)(?=[\s/>])/gu);
    let at = 0;
    for (const { index } of text.matchAll(/(?<![\w\\])<(?=[A-Z])/gu)) {
      if (index < at) continue;
      const tag = tagAt(text, index);
      if (!tag || !(tag.isSelfClosing || closers.has(tag.name))) continue;
      const parts = componentParts(tag.attributes);
      at = tag.end;
      const words = parts.length === 0 ? '' : `\n\n${parts.join('\n\n')}\n\n`;
      yield {
        from: index,
        to: tag.end,
        text: words,
        dropped: tag.isSelfClosing && parts.length === 0 ? EMBEDDED : null,
      };
    }
    for (const { 0: all, 1: name = '', index } of text.matchAll(/<\/([A-Z][\w.]*)\s*>/gu)) {
      if (openers.has(name)) yield { from: index, to: index + all.length, text: '', dropped: null };
    }
    // Blanks and plain strings between braces.
    for (const { 0: all, 2: words = '', index } of text.matchAll(/\{\s*(["'`])([^"'`{}\n]*)\1\s*\}/gu)) {
      yield { from: index, to: index + all.length, text: words, dropped: null };
    }
  },
];

const namesOf = (text: string, pattern: RegExp): Set<string> =>
  new Set([...text.matchAll(pattern)].map(([, name = '']) => name));

const MAX_STATEMENT = 20_000;

/** A statement ends at the end of the line where its brackets are closed, or at a blank line after that. */
function endOfStatement(text: string, from: number): number {
  let depth = 0;
  const limit = Math.min(text.length, from + MAX_STATEMENT);
  for (let at = from; at < limit; at += 1) {
    const sign = text.charAt(at);
    if ('([{'.includes(sign)) depth += 1;
    else if (')]}'.includes(sign)) depth -= 1;
    else if (sign === '\n' && depth <= 0) return at;
  }
  const line = text.indexOf('\n', from);
  return limit === text.length && depth <= 0 ? limit : line < 0 ? text.length : line;
}
