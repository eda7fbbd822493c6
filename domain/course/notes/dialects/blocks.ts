/**
 * Parts of notes that a program marks off by fences, colons, components or indentation: each becomes what it means in plain
 * Markdown. Their text stays, and so does what stands in code.
 */
import type { Drop, Line } from '../source/lines.ts';
import { componentParts, readTag } from './components.ts';
import { codeLanguageOf } from './languages.ts';
import { codeCell, containerOf, isNamedBox, directive, type Container } from './directives.ts';
import { closingFence, findPairs, readFence, type Fence, type Pairs } from './fences.ts';
import { dedent, paragraphs, quoted, shifted, trimmed } from './layout.ts';

const MAX_DEPTH = 8;

export function unwrapBlocks(lines: readonly Line[], drop: Drop, depth = 0): Line[] {
  if (depth > MAX_DEPTH) return [...lines];
  const unwrap = (inner: readonly Line[]): Line[] => unwrapBlocks(inner, drop, depth + 1);
  const pairs = findPairs(lines);
  const made: Line[] = [];
  let isInList = false;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (!line) continue;
    if (/^\S/u.test(line.text)) isInList = LIST_ITEM.test(line.text);
    else if (LIST_ITEM.test(line.text)) isInList = true;
    const isCode = !isInList && /^(?: {4}|\t)/u.test(line.text) && !pairs.has(index);
    if (isCode && PRINTED_BY_CELL.test(line.text)) {
      made.push({ ...line, text: '' });
      continue;
    }
    const block = isCode ? null : readBlock({ lines, index, pairs, unwrap, drop });
    if (block) for (const inner of block.made) made.push(inner);
    else made.push(line);
    index = block?.last ?? index;
  }
  return made;
}

/** What a cell of a notebook says of an object that it cannot print. */
const PRINTED_BY_CELL =
  /^(?: {4}|\t)\[?<(?:Figure size [^<>]*|(?:matplotlib|seaborn|IPython|pandas|plotly|mpl_toolkits)\.[^<>]*|[\w.]+ at 0x[0-9a-f]+)>\]?,?\s*$/u;
const LIST_ITEM = /^[\s>]*(?:[-*+]|\d{1,9}[.)])[ \t]/u;

interface Reading {
  lines: readonly Line[];
  index: number;
  pairs: Pairs;
  unwrap: (lines: readonly Line[]) => Line[];
  drop: Drop;
}

interface Block {
  made: Line[];
  /** Index of the last line that it takes. */
  last: number;
}

function readBlock(reading: Reading): Block | null {
  const { lines, index, pairs, unwrap, drop } = reading;
  const line = lines[index];
  if (!line) return null;
  const fence = readFence(line.text);
  if (fence && !fence.signs.startsWith(':')) return codeFence(reading, line, fence);
  if (fence) return colonFence(reading, line, fence);
  const pair = pairs.get(index);
  if (pair?.kind === 'highlight') {
    const body = lines.slice(index + 1, pair.close);
    const language = /highlight\s+([\w+#-]+)/u.exec(line.text)?.[1] ?? '';
    return { made: asCode(body, { language, prefix: '', number: line.number }), last: pair.close };
  }
  if (pair?.kind === 'component') {
    const tag = readTag(lines, index);
    if (!tag || tag.last >= pair.close) return null;
    const { number } = line;
    const body = dedent(lines.slice(tag.last + 1, pair.close));
    const kind = (tag.attributes.get('type') ?? tag.attributes.get('variant') ?? tag.name).toLowerCase();
    if (isNamedBox(kind)) {
      const title = tag.attributes.get('title') ?? '';
      const box = containerOf(`{.${kind} title="${title.replaceAll('"', "'")}"}`, body);
      return { made: build(box, { prefix: '', line, unwrap, drop }), last: pair.close };
    }
    const head = componentParts(tag.attributes).map((text) => ({ text, number }));
    const inside = [...head.flatMap((part) => [part, { text: '', number }]), ...unwrap(body)];
    return { made: paragraphs(inside, number), last: pair.close };
  }
  return indentedBlock(reading, line);
}

function codeFence({ lines, index, unwrap, drop }: Reading, line: Line, fence: Fence): Block {
  const close = closingFence(lines, index, fence);
  const last = close?.index ?? lines.length - 1;
  const whole = { made: lines.slice(index, last + 1), last };
  if (!fence.info.startsWith('{') || close?.isEnd !== true) return whole;
  const body = lines.slice(index + 1, last);
  const { prefix } = fence;
  const language = codeLanguageOf(fence.info);
  if (language !== null) {
    const { code, captions } = codeCell(fence.info, body);
    const opening = { text: `${prefix}${fence.signs}${language}`, number: line.number };
    const made = [opening, ...code, ...lines.slice(last, last + 1), ...asParagraphs(captions, prefix, line.number)];
    return { made, last };
  }
  const found = directive(fence.info, shifted(body, prefix), line.number);
  return found ? { made: build(found, { prefix, line, unwrap, drop }), last } : whole;
}

function colonFence({ lines, index, pairs, unwrap, drop }: Reading, line: Line, fence: Fence): Block | null {
  const pair = pairs.get(index);
  const { prefix, info } = fence;
  if (!pair) {
    if (!/^\{.*\}$/u.test(info)) return null;
    drop(line.number, 'a mark of the program that made the notes');
    return { made: [{ ...line, text: '' }], last: index };
  }
  const body = shifted(lines.slice(index + 1, pair.close), prefix);
  const found = directive(info, body, line.number) ?? containerOf(info, body);
  return { made: build(found, { prefix, line, unwrap, drop }), last: pair.close };
}

/** MkDocs: `!!! note "Title"`, `=== "Tab"`, with the text indented below. */
const INDENTED = /^( *)(?:(?:!!!|\?\?\?\+?)\s+([\w-]+)(?:\s+[\w-]+)*(?:\s+"([^"]*)")?|===[!+]?\s+"([^"]+)")\s*$/u;

function indentedBlock({ lines, index, unwrap, drop }: Reading, line: Line): Block | null {
  const [all, indent = '', kind, title, tab] = INDENTED.exec(line.text) ?? [];
  if (all === undefined) return null;
  const isInside = (text: string): boolean => text.trim() === '' || text.startsWith(`${indent}    `);
  let last = index;
  while (last + 1 < lines.length && isInside(lines[last + 1]?.text ?? '')) last += 1;
  const body = shifted(lines.slice(index + 1, last + 1), `${indent}    `);
  if (body.every(({ text }) => text.trim() === '')) return null;
  const container: Container =
    tab !== undefined
      ? { shape: 'plain', title: tab, body }
      : { ...containerOf(`{${kind ?? ''}}`, body), ...(title !== undefined && { title }) };
  return { made: build(container, { prefix: indent, line, unwrap, drop }), last };
}

function build(
  container: Container,
  { prefix, line, unwrap, drop }: { prefix: string; line: Line; unwrap: Reading['unwrap']; drop: Drop },
): Line[] {
  const { number } = line;
  if (container.shape === 'dropped') {
    drop(number, container.what);
    return [{ text: '', number }];
  }
  if (container.shape === 'code') {
    const { language, body, title } = container;
    return [
      ...asParagraphs(title === null ? [] : [title], prefix, number),
      ...asCode(body, { language, prefix, number }),
    ];
  }
  const body = container.shape === 'made' ? container.body : unwrap(container.body);
  const { title } = container;
  const titled = title === null ? body : [{ text: `**${title}**`, number }, { text: '', number }, ...trimmed(body)];
  const made = container.shape === 'quote' ? quoted(titled, number) : titled;
  const rest = prefix.replace(/[-*+\d.)](?=[ \t]+$|[.)])/gu, ' ');
  const placed = made.map((inner, index) => ({
    ...inner,
    text: inner.text === '' ? rest.trimEnd() : `${index === 0 ? prefix : rest}${inner.text}`,
  }));
  return prefix === rest ? paragraphs(placed, number, rest.trimEnd()) : placed;
}

const asParagraphs = (texts: readonly string[], prefix: string, number: number): Line[] =>
  texts.flatMap((text) => [
    { text: prefix.trimEnd(), number },
    { text: `${prefix}${text}`, number },
    { text: prefix.trimEnd(), number },
  ]);

/** Code between fences that no line of it closes. */
function asCode(
  body: readonly Line[],
  { language, prefix, number }: { language: string; prefix: string; number: number },
): Line[] {
  const longest = body.reduce((most, { text }) => Math.max(most, /^\s*(`{3,})/u.exec(text)?.[1]?.length ?? 0), 2);
  const signs = '`'.repeat(longest + 1);
  return [
    { text: `${prefix}${signs}${language}`, number },
    ...body.map((line) => ({ ...line, text: `${prefix}${line.text}` })),
    { text: `${prefix}${signs}`, number: body.at(-1)?.number ?? number },
  ];
}
