/**
 * Rules of wording for any text of a chapter: placeholders, leaked prompts, raw HTML, broken Markdown, cut-off endings.
 *
 * What stands word for word in the course's own notes is the university's wording and no finding.
 */
import type { CourseGround } from '../../course/ground.ts';
import { patternsIn } from '../../standard/patterns.ts';
import type { Standard } from '../../standard/standard.ts';
import { GAP, type TextBlock } from '../../text/blocks.ts';
import { openCode } from '../../text/open-code.ts';
import type { Field } from './field.ts';

export interface WordingProblem {
  rule: string;
  detail: string;
}

export function checkWording(field: Field, standard: Standard, ground: CourseGround): WordingProblem[] {
  const text = field.blocks.map(({ prose }) => prose).join('\n\n');
  const matches = (patterns: string[], rule: string): WordingProblem[] =>
    patternsIn(patterns, text).flatMap((pattern) => {
      const found = foreignMatch(text, pattern, ground);
      return found === null ? [] : [{ rule, detail: `${field.name} holds “${found}”.` }];
    });
  return [
    ...matches(standard.placeholders, 'placeholder'),
    ...matches(standard.leaks, 'leaked-prompt'),
    ...markdownProblems(field, ground),
    ...endingProblems(field, ground),
    ...brokenLetters(field, ground),
  ];
}

/** A letter that was lost (`\ufffd`), or UTF-8 read as Latin-1 (`cafÃ©`, `itâ€™s`); `Â²` may be an operator squared. */
const BROKEN_LETTERS = /\ufffd|[ÃÂ][\u0080-\u009f¡-©¬-¯±´-¸¼-¿]|â€[\u0080-\u009f™œžšŸ“”¦¢]/gu;

function brokenLetters({ name, blocks }: Field, ground: CourseGround): WordingProblem[] {
  const text = blocks.map(({ prose }) => prose).join('\n\n');
  const found = foreignMatch(text, BROKEN_LETTERS, ground);
  return found === null ? [] : [{ rule: 'broken-letters', detail: `${name} holds broken letters: “${found}”.` }];
}

/** The first match that the course itself does not hold in the same surroundings; short, for a finding. */
export function foreignMatch(text: string, pattern: RegExp, ground: CourseGround): string | null {
  for (const match of text.matchAll(pattern)) {
    if (!ground.holds(surroundings(text, match.index, match[0].length))) return match[0].trim().slice(0, 80);
  }
  return null;
}

const BREAK = new RegExp(`[\\n${GAP}]`, 'u');

/** The words around a place, whole words only, so that the same words elsewhere are not taken for the same text. */
export function surroundings(text: string, index: number, length: number): string {
  const before = text.slice(Math.max(0, index - 30), index);
  const after = text.slice(index + length, index + length + 30);
  // A word that the cut went through is left out; at the text's own edge every word is whole.
  const start = index <= 30 ? before : before.replace(/^\S*/u, '');
  const end = index + length + 30 >= text.length ? after : after.replace(/\S*$/u, '');
  return `${start.split(BREAK).at(-1) ?? ''}${text.slice(index, index + length)}${end.split(BREAK)[0] ?? ''}`;
}

function markdownProblems({ name, markdown, blocks, html }: Field, ground: CourseGround): WordingProblem[] {
  const foreign = html.find((tag) => !ground.holds(tag));
  const math = blocks.filter(({ kind }) => kind === 'math').map(({ text }) => text);
  const environments = math.flatMap((text) => text.match(/\\(?:begin|end)\{/g) ?? []);
  const opened = environments.filter((word) => word === '\\begin{').length;
  return [
    ...(foreign ? [{ rule: 'raw-html', detail: `${name} holds raw HTML: ${foreign.slice(0, 80)}` }] : []),
    ...(isForeignFence(markdown, ground) || hasOpenFormula(blocks, ground)
      ? [{ rule: 'open-fence', detail: `${name} opens a code block or formula and does not close it.` }]
      : []),
    ...(opened * 2 === environments.length
      ? []
      : [{ rule: 'open-formula', detail: `${name} has a formula with \\begin and \\end that do not match.` }]),
  ];
}

/** True when a block of code is still open at the end, and the course has none that ends so. */
function isForeignFence(markdown: string, ground: CourseGround): boolean {
  const open = openCode(markdown);
  return open !== null && !ground.holds(open.code.trim().slice(-END_OF_CODE_CHARS));
}

const END_OF_CODE_CHARS = 200;

/** Dollars that no formula was found between are printed as they stand. */
const hasOpenFormula = (blocks: readonly TextBlock[], ground: CourseGround): boolean =>
  blocks.some(({ kind, prose }) => kind !== 'code' && foreignMatch(prose, OPEN_FORMULA, ground) !== null);

const OPEN_FORMULA = /(?<!\$)\$\$(?!\$)/gu;

const ENDS_WITH_STOP = /[\p{Po}\p{Pe}\p{Pf}"'”’»“*_]$/u;
/** Scripts that write no mark at a sentence's end. */
const WITHOUT_STOPS = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const TRAILS_OFF = /(?:[,،、;([–—-]|\b(?:and|or|the|of|to|a|an|with|that|which|because))$/iu;
/** A section that ends so announces what never comes. */
const ANNOUNCES = /[:：]$/u;
/** Greek asks with the mark that elsewhere joins two halves of a sentence. */
const GREEK_QUESTION = /\p{Script=Greek}[^\p{L}\s]*;["'”’»]?$/u;
/** As much of an end as the longest of these signs and words takes, with the letter before it. */
const END_CHARS = 20;
const MIN_WORDS_OF_A_SENTENCE = 8;

/** A last paragraph of some length that ends without a stop was cut off. */
function endingProblems({ name, blocks, form }: Field, ground: CourseGround): WordingProblem[] {
  const last: TextBlock | undefined = blocks.at(-1);
  if (last?.kind === 'heading' && form === 'running' && !ground.holds(last.text)) {
    return [
      { rule: 'cut-off', detail: `${name} ends with a heading and nothing under it: “${last.text.slice(0, 60)}”.` },
    ];
  }
  if (last?.kind !== 'prose' || WITHOUT_STOPS.test(last.text)) return [];
  const text = last.text.trim();
  const end = text.slice(-END_CHARS);
  const isSentence = text.split(/\s+/u).length >= MIN_WORDS_OF_A_SENTENCE && form !== 'phrase';
  const isCut =
    (TRAILS_OFF.test(end) && !GREEK_QUESTION.test(text)) ||
    (isSentence && (!ENDS_WITH_STOP.test(end) || (form === 'running' && ANNOUNCES.test(end))));
  if (!isCut || ground.holds(text.slice(-80).replace(/^\S*\s/u, ''))) return [];
  return [{ rule: 'cut-off', detail: `${name} ends in the middle of a sentence: “…${text.slice(-60)}”.` }];
}
