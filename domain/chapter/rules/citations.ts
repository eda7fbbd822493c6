/**
 * Rules about what a chapter refers to: Scripture must exist and is never quoted here; literature is the course's own or none.
 *
 * Verse words are printed by the renderer from an imported text, so a model's quotation beside a reference is unverified
 * and refused, unless the course's own notes hold it.
 */
import type { Course } from '../../course/course.ts';
import { foldWords, wordLength, type CourseGround } from '../../course/ground.ts';
import { memoizeByObject } from '../../memoize.ts';
import { findReferences, parseReference, type ScriptureReference } from '../../scripture/reference.ts';
import { GAP, type TextBlock } from '../../text/blocks.ts';
import type { Field } from './field.ts';
import { surroundings, type WordingProblem } from './wording.ts';

/** Quotations shorter than this are names and phrases. */
const MIN_QUOTED_WORDS = 4;
/** How far from its reference a quotation may stand, in characters. */
const BESIDE_CHARS = 120;
const QUOTATION =
  /“([^“”]{8,600})”|"([^"\n]{8,600})"|«([^«»]{8,600})»|„([^„“”]{8,600})[“”]|‘([^‘]{12,600}?)’(?!\p{L})/gu;

interface Context {
  course: Course;
  ground: CourseGround;
  language: string;
}

export function checkCitations(field: Field, context: Context): WordingProblem[] {
  const { ground, language } = context;
  const references = field.blocks.map(({ prose }) => findReferences(prose, language));
  return [
    ...scriptureProblems(field, references, ground),
    ...quotationProblems(field, references, ground),
    ...literatureProblems(field, context),
  ];
}

/** The readings themselves: references that exist, and connections that quote nothing. */
export function checkReadings(
  readings: { reference: string; connection: string }[],
  { ground, language }: Context,
): WordingProblem[] {
  const printed = new Set<string>();
  return readings.flatMap(({ reference, connection }) => {
    const parsed = parseReference(reference, language);
    if (!parsed) return [{ rule: 'scripture-exists', detail: `“${reference}” is not a reference to Scripture.` }];
    if (!parsed.exists) return [{ rule: 'scripture-exists', detail: `${reference} does not exist.` }];
    const isDouble = printed.has(parsed.osis);
    printed.add(parsed.osis);
    return [
      ...(isDouble ? [{ rule: 'scripture-twice', detail: `The reading ${reference} stands twice.` }] : []),
      ...quotations(connection)
        .filter(({ text }) => !holdsQuotation(ground, text))
        .map(({ text }) => unverified(reference, text)),
    ];
  });
}

const scriptureProblems = (
  { name, blocks }: Field,
  references: (readonly ScriptureReference[])[],
  ground: CourseGround,
): WordingProblem[] =>
  blocks.flatMap(({ prose }, position) =>
    (references[position] ?? [])
      .filter(({ exists, index, length }) => !exists && !holdsQuotation(ground, surroundings(prose, index, length)))
      .map(({ text }) => ({ rule: 'scripture-exists', detail: `${name} refers to ${text}, which does not exist.` })),
  );

function quotationProblems(
  { name, blocks }: Field,
  references: (readonly ScriptureReference[])[],
  ground: CourseGround,
): WordingProblem[] {
  return blocks.flatMap(({ prose, isQuoted }, position) => {
    const own = references[position] ?? [];
    const quoted = own.length === 0 ? [] : quotations(prose);
    const beside = own.flatMap((reference) =>
      quoted
        .filter((quotation) => isBeside(quotation, reference))
        .map(({ text }) => ({ reference: reference.text, text })),
    );
    const introduction = isQuoted && isLong(prose) ? (own[0] ?? introducedBy(blocks, references, position)) : undefined;
    const block = introduction ? [{ reference: introduction.text, text: prose }] : [];
    return [...beside, ...block]
      .filter(({ text }) => !holdsQuotation(ground, text))
      .map(({ reference, text }) => unverified(`${name}: ${reference}`, text));
  });
}

function isBeside(quotation: Quotation, reference: ScriptureReference): boolean {
  const isBefore = quotation.index + quotation.length <= reference.index;
  const gap = isBefore
    ? reference.index - (quotation.index + quotation.length)
    : quotation.index - (reference.index + reference.length);
  return gap >= 0 && gap <= BESIDE_CHARS;
}

/** The reference that announces a block quotation at the end of the block before, or is all of the block after it. */
function introducedBy(
  blocks: TextBlock[],
  references: (readonly ScriptureReference[])[],
  position: number,
): ScriptureReference | undefined {
  const before = references[position - 1]?.at(-1);
  const distance = before ? (blocks[position - 1]?.prose.length ?? 0) - (before.index + before.length) : Infinity;
  if (distance <= BESIDE_CHARS) return before;
  const after = references[position + 1]?.[0];
  const around = (blocks[position + 1]?.prose.trim().length ?? 0) - (after?.length ?? 0);
  return after && around <= 6 ? after : undefined;
}

const unverified = (reference: string, text: string): WordingProblem => ({
  rule: 'scripture-quotation',
  detail: `unverified quotation of Scripture beside ${reference}: “${text.trim().slice(0, 60)}”. Give the reference only.`,
});

const LEFT_OUT = new RegExp(`…|\\.{3}|_{2,}|\\(\\?\\)|\\[[^\\]]*\\]|${GAP}`, 'u');

/** A quotation may leave words out, for brevity or for the student to find. */
const holdsQuotation = (ground: CourseGround, text: string): boolean => {
  const pieces = text.split(LEFT_OUT).filter((piece) => foldWords(piece) !== '');
  return pieces.length > 0 && pieces.every((piece) => ground.holds(piece));
};

interface Quotation {
  text: string;
  index: number;
  length: number;
}

const quotations = (text: string): Quotation[] => (/[“"«„‘]/u.test(text) ? quotationsIn(text) : []);

const quotationsIn = (text: string): Quotation[] =>
  [...text.matchAll(QUOTATION)]
    .map((match) => ({
      text: match.slice(1).find((group) => group !== undefined) ?? '',
      index: match.index,
      length: match[0].length,
    }))
    .filter((quotation) => isLong(quotation.text));

const isLong = (text: string): boolean => wordLength(text) >= MIN_QUOTED_WORDS;

interface Literature {
  form: string;
  pattern: RegExp;
  /** What every match holds: quick to look for, and hardly a text has it. */
  sign: RegExp;
  /** What the writer may do with what only looks like it. */
  unless?: string;
}

/** Forms in which books, articles and pages are cited. */
const LITERATURE: Literature[] = [
  {
    form: 'author and year',
    pattern:
      /\((?:see |cf\.? )?\p{Lu}[\p{L}'’-]+(?:(?:,? (?:and|&|und|y|et|e) |, )\p{Lu}[\p{L}'’-]+){0,3}(?: et al\.)?,? (?:1[5-9]|20)\d\d[a-z]?(?:, pp?\. ?[\d–-]+)?\)/gu,
    sign: /\d{4}/u,
  },
  {
    form: 'publisher and year',
    pattern:
      /\([^()\n]{0,60}\b(?:Press|Publish(?:ing|ers)|Verlag|Éditions|Editorial|Editora|Springer|Routledge|Wiley|Elsevier)\b[^()\n]{0,20},? (?:1[5-9]|20)\d\d\)/gu,
    sign: /\d{4}\)/u,
  },
  {
    form: 'author with initials and year',
    pattern: /\p{Lu}[\p{L}'’-]+, (?:\p{Lu}\.[ -]?){1,3},?(?: (?:&|and) [^()\n]{1,60})? ?\((?:1[5-9]|20)\d\d[a-z]?\)/gu,
    sign: /\(\d{4}/u,
  },
  {
    form: 'author who argues',
    pattern:
      /\p{Lu}[\p{L}'’-]+ \((?:1[5-9]|20)\d\d[a-z]?\) (?:argue[sd]?|conclude[sd]?|reports?|reported|claim(?:s|ed)|propose[sd]?|hypothesi[sz]e[sd]?)\b/gu,
    sign: /\d{4}[a-z]?\) /u,
  },
  { form: 'et al.', pattern: /\p{Lu}[\p{L}'’-]+,? et al\b\.?/gu, sign: /et al/u },
  { form: 'DOI', pattern: /\bdoi:\s*10\.|\b10\.\d{4,9}\/[^\s)]{3,}/giu, sign: /doi:|10\./iu },
  { form: 'ISBN', pattern: /\bISBN(?:-1[03])?:?\s*[\d-]{9,}/giu, sign: /ISBN/iu },
  {
    form: 'retrieved from',
    pattern: /\b(?:retrieved|accessed) (?:from|on|at)\s+(?:https?:|www\.|\p{Lu}[\p{L}]+ \d{1,2}, (?:19|20)\d\d)/giu,
    sign: /(?:retrieved|accessed) /iu,
  },
  {
    form: 'web address',
    pattern:
      /\bhttps?:\/\/(?!(?:localhost|127\.0\.0\.1|\[::1\])(?![\w.-]))[^\s)>\]]+|\bwww\.[a-z0-9-]+\.[a-z]{2,}[^\s)>\]]*/giu,
    sign: /:\/\/|www\./iu,
    unless: ' An address that is itself the matter stands in `code`.',
  },
  {
    form: 'journal volume',
    pattern:
      /\b(?:vol\.|volume) ?\d+,? ?(?:no\.|issue) ?\d+|\b\d{1,3}\(\d{1,2}\)[:,] ?(?:pp?\. ?)?\d{1,4}[–-]\d{1,4}/giu,
    sign: /\d/u,
  },
];

/** `(May 1945)` dates an event; with a comma it would be an author of that name. */
const monthAndYear = (language: string): RegExp => {
  const months = Array.from({ length: 12 }, (_, month) =>
    new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2000, month, 1)),
  );
  return new RegExp(`(?:^\\(|, |\\s)(?:${months.join('|')}) \\d{4}\\)$`, 'u');
};

const authorNames = memoizeByObject(
  ({ resources }: Course): ReadonlySet<string> =>
    new Set(resources.flatMap(({ author }) => foldWords(author ?? '').split(' ')).filter((word) => word.length > 2)),
);

function literatureProblems({ name, blocks }: Field, { course, ground, language }: Context): WordingProblem[] {
  const authors = authorNames(course);
  const isDate = (match: string): boolean => match.startsWith('(') && monthAndYear(language).test(match);
  const isOwn = (match: string): boolean =>
    isDate(match) ||
    ground.holds(match) ||
    foldWords(match)
      .split(' ')
      .some((word) => authors.has(word));
  return blocks.flatMap(({ prose }) =>
    LITERATURE.filter(({ sign }) => sign.test(prose)).flatMap(({ form, pattern, unless = '' }) =>
      [...prose.matchAll(pattern)]
        .filter(([match]) => !isOwn(match))
        .slice(0, 1)
        .map(([match]) => ({
          rule: 'literature',
          detail: `${name} refers to literature that the course does not list (${form}): “${match.slice(0, 80)}”.${unless}`,
        })),
    ),
  );
}
