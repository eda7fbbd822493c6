/** Roles, targets, references and comments of MyST, Sphinx, Quarto and Pandoc. */
import { mark, PROGRAM, type Mark, type Notes } from './mark.ts';

const REFERENCES = new Set([
  'ref',
  'numref',
  'eq',
  'doc',
  'any',
  'prf:ref',
  'hoverxref',
  'autoref',
  'nb-download',
  'download',
]);
const CODE = new Set([
  'code',
  'file',
  'command',
  'program',
  'option',
  'envvar',
  'samp',
  'keyword',
  'kbd',
  'mailheader',
]);
const TEXT = new Set(
  'term abbr cite index guilabel menuselection emphasis dfn pep rfc octicon button bdg chip underline del u smallcaps sc glossary si eval'.split(
    ' ',
  ),
);

const ROLE =
  /(?<![\w`\\])(?:\{([a-z][\w:+-]*)\}|:([a-z][\w+-]*(?::[a-z][\w+-]*)*):)(`{1,2})(?!`)([^`\n]+(?:\n[^`\n]+)?)\3(?!`)/gu;

function roleText(role: string, content: string, { headings }: Notes): string | null {
  const [, shown, target] = /^([^<]*?)\s*<([^<>]*)>$/su.exec(content.trim()) ?? [];
  const text = (shown !== undefined && shown !== '' ? shown : (target ?? content)).trim().replace(/^[!~]/u, '');
  if (role === 'math') return `$${content.trim()}$`;
  if (role === 'sub' || role === 'sup' || role === 'subscript' || role === 'superscript') {
    const tag = role.slice(0, 3);
    return `<${tag}>${content}</${tag}>`;
  }
  if (REFERENCES.has(role)) {
    if (shown === undefined || shown === '') return headings.get(text) ?? text;
    // The number is the program's.
    return role === 'numref' ? shown.replace(/\s*(?:%s|\{number\})/gu, '') : shown;
  }
  if (role === 'strong') return `**${text}**`;
  if (isCode(role)) return `\`${text}\``;
  return TEXT.has(role) || /^(?:cite|bdg|octicon|icon|abbr)/u.test(role) ? text : null;
}

const isCode = (role: string): boolean =>
  CODE.has(role) || /^(?:(?:py|c|cpp|js|rst|std|bash|r):[a-z]+|class|func|meth|mod|attr|data|obj|exc)$/u.test(role);

const KINDS = 'fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|nte|tip|wrn|imp|cau';

const LATEX_REFERENCE = /(~?)(?<!\\)\\(eq|auto|c|C|page|)ref\s?\{([^{}\n]{1,80})\}/gu;

export const mystMarks: readonly Mark[] = [
  mark(ROLE, (match, notes) => roleText(match[1] ?? match[2] ?? '', match[4] ?? '', notes)),
  // References of LaTeX, to formulas that have this label.
  function* references({ text }) {
    if (!/\\[A-Za-z]*ref\s?\{/u.test(text)) return;
    const labels = new Set([...text.matchAll(/\\label\s*\{([^{}\n]{1,80})\}/gu)].map(([, label]) => label));
    for (const { 0: all, 1: tie = '', 2: kind = '', 3: label = '', index } of text.matchAll(LATEX_REFERENCE)) {
      if (kind !== 'eq' && !labels.has(label)) continue;
      const shown = kind === 'eq' ? `(${label})` : label;
      yield { from: index, to: index + all.length, text: `${tie === '' ? '' : ' '}${shown}`, dropped: null };
    }
  },
  // Raised and lowered text of Pandoc: `5~10` is a range, `2^3^4` a power.
  mark(/(?<=\p{L})~([\d+−-]{1,8})~(?!~)/gu, ([, low = '']) => `<sub>${low}</sub>`),
  mark(/(?<=[\p{L}\d)~])\^([\p{L}\d+−-]{1,8})\^(?![\p{L}\d^])/gu, ([, high = '']) => `<sup>${high}</sup>`),
  // Targets of references.
  mark(/^[ \t>]*\([\p{L}\d][\p{L}\d:_./ -]*\)=[ \t]*$/gmu, () => '', PROGRAM),
  // Comments, and the ends of cells.
  mark(
    /^%(?!%).*$/gmu,
    (match, { isMyst, text }) => (isMyst && !continuesNumber(text, match.index) ? '' : null),
    'a comment',
  ),
  mark(/^\+\+\+[ \t]*(\{.*\})?[ \t]*$/gmu, (match, { isMyst }) => (isMyst || match[1] !== undefined ? '' : null)),
  // References of Quarto: to a heading by its words, to others by their label.
  mark(new RegExp(`(?<![\\w/@.\\\\])\\[?-?@((?:${KINDS})-[\\w-]*\\w)\\]?`, 'gu'), (match, { headings }) => {
    const isBracketed = match[0].startsWith('[');
    if (isBracketed !== match[0].endsWith(']')) return null;
    const label = match[1] ?? '';
    return headings.get(label) ?? label;
  }),
  // Sources of Pandoc: the sign goes, the key stays.
  mark(
    /(?<!\\)\[(-?@[\w:.#$%&+?<>~/-]+[^[\]\n]*)\](?![({[])/gu,
    ([, inside = '']) => `[${inside.replace(/(?<![\w\]])-?@(?=[\p{L}\d_])/gu, '')}]`,
  ),
  // A note of Pandoc and Obsidian inside its sentence.
  mark(/\^\[([^[\]\n]+(?:\[[^[\]\n]*\][^[\]\n]*){0,5})\](?!\()/gu, ([, note = '']) => ` (${note.trim()})`),
];

const continuesNumber = (text: string, at: number): boolean => /\d\n$/u.test(text.slice(Math.max(0, at - 2), at));
