/**
 * Repetition: paragraphs, sentences and long runs of words that stand twice, within a chapter or between chapters.
 *
 * Quotations, code and formulas may be repeated. So may what the course's own notes say: a frame or an exercise may take
 * up a sentence of a section word for word, and what the notes themselves say twice may stand twice.
 */
import { foldWords, wordLength, type CourseGround } from '../../course/ground.ts';
import { sentences, wordsOf } from '../../language/words.ts';
import type { Finding } from '../../finding.ts';
import { memoizeByText } from '../../memoize.ts';
import type { Standard } from '../../standard/standard.ts';
import { readMarkdown, type MarkdownText } from '../../text/blocks.ts';
import type { Field } from './field.ts';
import { sharedRuns } from './shared-runs.ts';

export interface PlacedField extends Field {
  chapter: number;
}

interface Context {
  /** `chapter`: all fields are of one chapter. `book`: only what stands in two chapters is looked for. */
  scope: 'chapter' | 'book';
  ground: CourseGround;
  standard: Standard;
  language: string;
}

/** Shorter sentences are turns of phrase. */
const MIN_SENTENCE_WORDS = 7;
const MIN_PARAGRAPH_WORDS = 12;
/** Fewer repeats than this are no habit, whatever their share of a short text. */
const MIN_REPEATS = 3;
/** A run is looked up in the notes in pieces: between two of them the notes may hold a picture or a heading. */
const LOOKUP_WORDS = 12;
const MAX_FINDINGS = 20;

export function checkRepetition(fields: PlacedField[], context: Context): Finding[] {
  const pieces = fields.flatMap((field) => fieldPieces(field, context.language));
  return [
    ...repeatedParagraphs(pieces, context),
    ...repeatedSentences(pieces, context),
    ...repeatedRuns(fields, context),
  ].slice(0, MAX_FINDINGS);
}

interface PieceText {
  kind: 'paragraph' | 'sentence';
  text: string;
  key: string;
}

interface Piece extends PieceText {
  field: PlacedField;
}

const fieldPieces = (field: PlacedField, language: string): Piece[] =>
  pieceTexts(field.markdown, language).map(({ kind, text, key }) => ({ kind, text, key, field }));

const pieceTexts = memoizeByText((markdown, language): readonly PieceText[] => {
  const piece = (kind: PieceText['kind'], text: string): PieceText => ({ kind, text, key: foldWords(text) });
  return readMarkdown(markdown)
    .blocks.filter(({ kind, isQuoted }) => kind === 'prose' && !isQuoted)
    .flatMap(({ text: whole }) => [
      ...(isLong(whole, MIN_PARAGRAPH_WORDS) ? [piece('paragraph', whole)] : []),
      ...sentences(whole, language)
        .filter((text) => isLong(text, MIN_SENTENCE_WORDS))
        .map((text) => piece('sentence', text)),
    ]);
});

/** Quotations left out: they may be repeated, and what announces one is short without it. */
const isLong = (text: string, minWords: number): boolean =>
  wordLength(text.replace(/“[^“”]*”|"[^"\n]*"|«[^«»]*»/gu, '')) >= minWords;

/** What stands again, later than its first place; the first place is not to blame. */
function repeats(pieces: Piece[], { scope, ground }: Context): Piece[] {
  const first = new Map<string, { piece: Piece; times: number }>();
  return pieces.filter((piece) => {
    const seen = first.get(piece.key);
    if (!seen) {
      first.set(piece.key, { piece, times: 1 });
      return false;
    }
    if (scope === 'book' && seen.piece.field.chapter === piece.field.chapter) return false;
    seen.times += 1;
    const allowed = isSameKind(seen.piece.field, piece.field) ? seen.times : 1;
    return ground.count(piece.key, allowed) < allowed;
  });
}

/** Sections among themselves, frames among themselves, study material among itself. */
const isSameKind = (a: PlacedField, b: PlacedField): boolean => a.kind === b.kind;

const repeatedParagraphs = (pieces: Piece[], context: Context): Finding[] =>
  repeats(
    pieces.filter(({ kind }) => kind === 'paragraph'),
    context,
  ).map(({ field, text }) => ({
    rule: 'repeated-paragraph',
    severity: 'veto',
    chapter: field.chapter,
    part: field.part,
    detail: `A paragraph of ${field.name} stands ${context.scope === 'book' ? 'in an earlier chapter too' : 'twice'}: “${shorten(text)}”.`,
  }));

/** A veto for every part with repeats, once their share of the chapter's sentences is above the standard's. */
function repeatedSentences(pieces: Piece[], context: Context): Finding[] {
  const all = pieces.filter(({ kind }) => kind === 'sentence');
  const repeated = repeats(all, context);
  return [...new Set(repeated.map(({ field }) => field.chapter))].flatMap((chapter) => {
    const mine = repeated.filter(({ field }) => field.chapter === chapter);
    const total = all.filter(({ field }) => field.chapter === chapter).length;
    const isTooMuch = mine.length >= MIN_REPEATS && mine.length / total > context.standard.repetition.maxRepeatedShare;
    return [...new Set(mine.map(({ field }) => field.part))].map((part): Finding => {
      const [example] = mine.filter(({ field }) => field.part === part);
      return {
        rule: 'repeated-sentences',
        severity: isTooMuch ? 'veto' : 'note',
        chapter,
        part,
        detail: `${mine.length} of ${total} sentences of the chapter stand ${context.scope === 'book' ? 'in an earlier chapter' : 'in it'} before, such as “${shorten(example?.text ?? '')}”.`,
      };
    });
  });
}

function repeatedRuns(fields: PlacedField[], { scope, ground, standard, language }: Context): Finding[] {
  const stretches = fields.flatMap((field) =>
    stretchWords(field.markdown, language).map((words) => ({ field, words })),
  );
  return sharedRuns(
    stretches.map(({ words }) => words),
    standard.repetition.sharedRunWords,
  ).flatMap(({ first, second, words }): Finding[] => {
    const [a, b] = [stretches[first]?.field, stretches[second]?.field];
    if (!a || !b || (scope === 'book' && a.chapter === b.chapter)) return [];
    const allowed = isSameKind(a, b) ? 2 : 1;
    const parts = Array.from({ length: Math.floor(words.length / LOOKUP_WORDS) }, (_, index) =>
      words.slice(index * LOOKUP_WORDS, (index + 1) * LOOKUP_WORDS).join(' '),
    );
    if (parts.every((part) => ground.count(part, allowed) >= allowed)) return [];
    const where = scope === 'book' ? `chapter ${a.chapter}, ${a.name}, too` : `${a.name} too`;
    return [
      {
        rule: 'repeated-run',
        severity: 'veto',
        chapter: b.chapter,
        part: b.part,
        detail: `${words.length} words of ${b.name} stand in ${where}: “${shorten(words.join(' '))}”.`,
      },
    ];
  });
}

/** A quotation or a block of code ends a run. */
const stretchWords = memoizeByText((markdown, language): readonly (readonly string[])[] =>
  proseStretches(readMarkdown(markdown)).map((text) => wordsOf(text, language)),
);

function proseStretches({ blocks }: MarkdownText): string[] {
  const stretches: string[] = [];
  let open: string[] = [];
  for (const block of blocks) {
    if (block.kind === 'prose' && !block.isQuoted) open.push(block.text);
    else if (block.kind !== 'heading') {
      stretches.push(open.join('\n'));
      open = [];
    }
  }
  return [...stretches, open.join('\n')].filter((text) => text !== '');
}

const shorten = (text: string): string => (text.length <= 80 ? text : `${text.slice(0, 79)}…`);
