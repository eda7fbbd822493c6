/** What a directive of MyST, a div of Quarto and Pandoc, or an admonition of Docusaurus, MkDocs and Carpentries becomes. */
import type { DroppedMark, Line } from '../source/lines.ts';
import { trimmed } from './layout.ts';
import { attributeOf } from './mark.ts';
import { rowsAsTable, termsAsParagraphs } from './lists.ts';

export type Container =
  | { shape: 'quote' | 'plain'; title: string | null; body: Line[] }
  /** Markdown already. */
  | { shape: 'made'; title: string | null; body: Line[] }
  | { shape: 'code'; title: string | null; body: Line[]; language: string }
  | { shape: 'dropped'; what: DroppedMark };

const words = (list: string): Set<string> => new Set(list.trim().split(/\s+/u));

/** Boxes that are called by what they are. */
const NAMED =
  words(`note tip hint important warning caution danger error attention seealso info success question example
  abstract todo exercise solution theorem lemma definition proof corollary proposition remark algorithm axiom conjecture
  property observation assumption criterion callout challenge discussion prereq prerequisites objectives keypoints keypoint
  questions checklist instructor testimonial spoiler notice summary tldr faq failure bug alert`);
export const isNamedBox = (name: string): boolean => NAMED.has(name);

/** Boxes without a name. */
const BOXES = words(
  'admonition sidebar margin aside topic epigraph pull-quote quote highlights box highlight column-margin',
);
const CODE = words(
  'code code-block code-cell sourcecode parsed-literal literal prompt highlight-code mermaid graphviz csv-table doctest',
);
const MADE_BY_PROGRAM = words(
  'toctree tableofcontents contents bibliography index footbibliography printindex sectionauthor codeauthor currentmodule genindex',
);
const EMBEDDED = words(
  'include literalinclude embed iframe youtube vimeo video audio raw download-link automodule autoclass autofunction glue',
);
/** Kinds of Quarto's numbered divs, by what their label begins with. */
const LABELLED = new Map([
  ...Object.entries({ thm: 'Theorem', lem: 'Lemma', cor: 'Corollary', prp: 'Proposition', cnj: 'Conjecture' }),
  ...Object.entries({ def: 'Definition', exm: 'Example', exr: 'Exercise', sol: 'Solution', rem: 'Remark' }),
  ...Object.entries({ nte: 'Note', tip: 'Tip', wrn: 'Warning', imp: 'Important', cau: 'Caution' }),
]);

const CELL_OPTION = /^\s*(?:#|\/\/|--|%%)\|\s?/u;
const CAPTION = /^(?:fig|tbl|lst)[-.](?:cap|alt)|^code-summary|^(?:caption|alt)$/u;

/** Code of a cell without its options; captions among them are words for the reader. */
export function codeCell(info: string, body: readonly Line[]): { code: Line[]; captions: string[] } {
  const { rest, options } = takeOptions(body);
  const between = body.slice(0, body.length - rest.length).map(({ text }) => text.trim());
  const first = rest.findIndex(({ text }) => !CELL_OPTION.test(text));
  const head = rest.slice(0, first < 0 ? rest.length : first).map(({ text }) => text.replace(CELL_OPTION, ''));
  const written = [attributeOf(info, 'fig\\.cap'), attributeOf(info, 'fig\\.alt'), options.get('caption') ?? ''];
  const isBetweenRules = between[0] === '---';
  const captions = [
    ...captionsOf(isBetweenRules ? between : []),
    ...captionsOf(head),
    ...(isBetweenRules ? written.slice(0, 2) : written).filter((words) => words !== ''),
  ];
  return { code: rest.slice(head.length), captions: [...new Set(captions)].map((caption) => picture(caption)) };
}

function captionsOf(head: readonly string[]): string[] {
  const captions: string[] = [];
  let isOpen = false;
  for (const line of head) {
    const [, key, value = ''] = /^([\w.-]+)\s*:(?:\s+(.*)|\s*)$/u.exec(line) ?? [];
    if (key !== undefined) {
      isOpen = CAPTION.test(key);
      if (isOpen) captions.push(/^[|>][-+]?$/u.test(value) ? '' : value);
    } else if (isOpen) captions.push(`${captions.pop() ?? ''} ${line.trim().replace(/^-\s+/u, '')}`);
  }
  return captions.map((caption) => unquoted(caption.trim())).filter((caption) => caption !== '');
}

const unquoted = (value: string): string => /^(["'])(.*)\1$/su.exec(value)?.[2]?.replace(/\\"/gu, '"') ?? value;
const picture = (words: string, path = 'picture'): string => {
  const target = path.split(/[\s()<>]/u)[0] ?? '';
  return `![${isBalanced(words) ? words : words.replace(/[[\]]/gu, '\\$&')}](${target === '' ? 'picture' : target})`;
};
const isBalanced = (text: string): boolean => {
  let depth = 0;
  for (const sign of text) {
    if (sign === '[') depth += 1;
    if (sign === ']') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
};

const OPTION = /^\s*:([\w-]+):(?:\s+(.*)|\s*)$/u;

/** Options of a directive stand at its head, between colons or between rules. */
function takeOptions(body: readonly Line[]): { options: Map<string, string>; rest: Line[] } {
  const options = new Map<string, string>();
  let at = 0;
  if (body[0]?.text.trim() === '---') {
    const end = body.findIndex(({ text }, index) => index > 0 && text.trim() === '---');
    if (end > 0) {
      for (const { text } of body.slice(1, end)) {
        const [, key, value = ''] = /^\s*([\w-]+)\s*:\s*(.*)$/u.exec(text) ?? [];
        if (key !== undefined) options.set(key, unquoted(value));
      }
      at = end + 1;
    }
  }
  for (; at < body.length; at += 1) {
    const [, key, value = ''] = OPTION.exec(body[at]?.text ?? '') ?? [];
    if (key === undefined) break;
    options.set(key, value);
  }
  return { options, rest: body.slice(at) };
}

/** @returns null when the words behind the fence name no directive */
export function directive(info: string, body: readonly Line[], number: number): Container | null {
  const [, given, argument = ''] = /^\{([a-z][\w:+.-]*)\}\s*(.*)$/iu.exec(info) ?? [];
  if (given === undefined) return info.startsWith('{=') ? rawBlock(info, body) : null;
  const name = given.toLowerCase().replace(/^[a-z]+:(?=[a-z])/u, '');
  const { options, rest } = takeOptions(body);
  const line = (text: string): Line => ({ text, number });
  if (MADE_BY_PROGRAM.has(name)) return { shape: 'dropped', what: 'a list that the program makes' };
  if (EMBEDDED.has(name)) {
    if (name === 'raw' && argument === 'html') return { shape: 'plain', title: null, body: rest };
    return { shape: 'dropped', what: 'an embedded page, film or file' };
  }
  const caption = options.get('caption') ?? options.get('title') ?? null;
  if (CODE.has(name)) {
    const language = name === 'mermaid' || name === 'graphviz' ? name : (argument.split(/\s/u)[0] ?? '');
    const isShell = name === 'prompt' || name === 'parsed-literal' || name === 'csv-table';
    return {
      shape: 'code',
      title: caption ?? (name === 'csv-table' && argument !== '' ? argument : null),
      body: rest,
      language: isShell ? '' : language,
    };
  }
  if (name === 'math') {
    const formula = [...(argument === '' ? [] : [line(argument)]), ...rest].filter(({ text }) => text.trim() !== '');
    return {
      shape: 'made',
      title: null,
      body: [line('$$'), ...formula, { text: '$$', number: rest.at(-1)?.number ?? number }],
    };
  }
  if (name === 'figure' || name === 'image' || name === 'card-image' || name === 'figure-md') {
    return figure({ alt: options.get('alt') ?? '', path: name === 'figure-md' ? '' : argument, rest, number });
  }
  if (name === 'list-table' || name === 'table') {
    const table = name === 'table' ? null : rowsAsTable(rest, options.get('header-rows') ?? '0');
    return { shape: table ? 'made' : 'plain', title: argument === '' ? null : argument, body: table ?? [...rest] };
  }
  if (name === 'glossary') return { shape: 'plain', title: null, body: termsAsParagraphs(rest) };
  const isKnown = NAMED.has(name) || BOXES.has(name) || given.includes(':') || options.size > 0 || argument !== '';
  if (!isKnown && !LAYOUT.test(name)) return null;
  return box({
    name,
    argument: name === 'solution' && /^[\w:.-]*[-_:][\w:.-]*$/u.test(argument) ? '' : argument,
    body: rest,
    isTitle: !ADMONITION.has(name),
    number,
  });
}

const LAYOUT =
  /^(?:tab-set|tab-item|tabbed|grid|grid-item|grid-item-card|card|card-carousel|dropdown|details|div|container|only|exercise-\w+|solution-\w+|panels|button-\w+|carousel)$/u;
/** Their words on the first line are the first words of the text, not a title. */
const ADMONITION = words('note tip hint important warning caution danger error attention seealso');

/** A raw block for one format: HTML is read like HTML between the lines, others print nothing. */
const rawBlock = (info: string, body: readonly Line[]): Container =>
  /^\{=html/u.test(info)
    ? { shape: 'plain', title: null, body: [...body] }
    : { shape: 'dropped', what: 'a mark of the program that made the notes' };

function figure({
  alt,
  path,
  rest,
  number,
}: {
  alt: string;
  path: string;
  rest: readonly Line[];
  number: number;
}): Container {
  const body = trimmed(rest);
  const end = body.findIndex(({ text }) => text.trim() === '');
  const first = body.slice(0, end < 0 ? body.length : end);
  const caption = first.map(({ text }) => text.trim()).join(' ');
  const isPlain = !/^(?:[-*+>#|]|\d+[.)]|!\[|```|:::)/u.test(caption);
  if (caption === '' && alt.trim() === '') return { shape: 'dropped', what: 'a picture without description' };
  const head = isPlain && caption !== '' && alt.trim() === '' ? caption : alt.trim();
  const left = head === caption ? body.slice(first.length) : body;
  return {
    shape: 'plain',
    title: null,
    body: [
      ...(head === ''
        ? []
        : [
            { text: picture(head, path), number },
            { text: '', number },
          ]),
      ...left,
    ],
  };
}

/** A box with its kind and title in bold; its title may be its first heading. */
function box(given: {
  name: string;
  argument: string;
  body: readonly Line[];
  isTitle: boolean;
  number: number;
}): Container {
  const { name, argument, isTitle, number } = given;
  const title = argument.trim();
  const head =
    isTitle || title === ''
      ? []
      : [
          { text: title, number },
          { text: '', number },
        ];
  const kind = NAMED.has(name) ? capitalised(name) : null;
  const shown =
    isTitle && title !== '' ? (kind !== null && !startsWith(title, kind) ? `${kind}: ${title}` : title) : kind;
  const isBox = NAMED.has(name) || BOXES.has(name);
  return { shape: isBox ? 'quote' : 'plain', title: shown, body: [...head, ...given.body] };
}

const startsWith = (title: string, kind: string): boolean => title.toLowerCase().startsWith(kind.toLowerCase());
const capitalised = (name: string): string => {
  const shown = name === 'seealso' ? 'see also' : name.replace(/-/gu, ' ');
  return shown.charAt(0).toUpperCase() + shown.slice(1);
};

/** A div: `{.callout-note title="…"}`, `{#thm-x name="…"}`, `note[Title]`, `challenge`. */
export function containerOf(info: string, body: readonly Line[]): Container {
  const [, attributes = '', behind = ''] = /^\{([^{}]*)\}\s*(.*)$/u.exec(info) ?? [];
  const [, word = '', bracketed, rest = ''] =
    /^([\p{L}][\w-]*)(?:\[([^\]]*)\])?\s*(?:\{[^{}]*\})?\s*(.*?):*$/u.exec(info) ?? [];
  const name = (
    /\.([\w-]+)/u.exec(attributes.replace(/"[^"]*"/gu, ''))?.[1] ?? (attributes === '' ? word : attributes)
  ).toLowerCase();
  const label = /#(\w{3})-/u.exec(attributes)?.[1] ?? '';
  const kind = LABELLED.get(label)?.toLowerCase() ?? name.replace(/^callout-(?=\w)/u, '');
  const inside = trimmed(body);
  const heading = /^#{1,6}\s+(.*?)\s*#*\s*(?:\{[^{}]*\})?$/u.exec(inside[0]?.text ?? '')?.[1];
  const isBox = NAMED.has(kind) || BOXES.has(kind);
  const given =
    /(?:title|name|summary)\s*=\s*"([^"]*)"/u.exec(info)?.[1] ??
    bracketed ??
    (attributes === '' ? rest.trim() : behind);
  const title = given === '' && isBox ? (heading ?? '') : given;
  const left = given === '' && isBox && heading !== undefined ? inside.slice(1) : body;
  const number = body[0]?.number ?? 1;
  return box({ name: kind, argument: title, body: [...left], isTitle: true, number });
}
