/**
 * Reads references to Scripture out of text with bible-passage-reference-parser.
 *
 * The parser is asked to take every number, existing or not: what exists is for our own versification to say. English
 * text is read with the English names only; any other with the names of all its languages, made on first use.
 */
import { bcv_parser } from 'bible-passage-reference-parser';
import * as english from 'bible-passage-reference-parser/esm/lang/en.js';
import * as allLanguages from 'bible-passage-reference-parser/esm/lang/full.js';
import { z } from 'zod';
import { findBibleBook } from './versification.ts';

export interface FoundPassage {
  osis: string;
  index: number;
  text: string;
  /** True when the passage names its book; false when it goes on from the one before, as `4:5` in `Mark 3:1; 4:5`. */
  namesBook: boolean;
  hasVerse: boolean;
}

/** Every passage in order, with those that stand in one run (`Mark 3:1; 4:5`) together. */
export function readPassages(text: string, language: string | undefined): FoundPassage[][] {
  const parser = parserFor(text, language);
  parser.parse(isEnglish(language) ? text : withNamesApart(text, parser));
  return RunsSchema.parse(parser.parsed_entities()).map(({ entities }) => {
    const run: FoundPassage[] = [];
    for (const entity of entities) {
      if (entity.osis === '' || entity.type === 'bv') continue;
      const [from, to] = entity.indices;
      const passage = passageOf(entity.osis, from, text.slice(from, to));
      const before = run.at(-1);
      const between = before ? text.slice(before.index + before.text.length, from) : '';
      // “Romans 8:30-28”: the parser makes two of a range that runs backwards.
      if (before && !passage.namesBook && /^\s?[-–—]\s?$/u.test(between)) {
        run.pop();
        const joined = text.slice(before.index, to);
        run.push({ ...before, text: joined, osis: `${before.osis}-${passage.osis}` });
      } else run.push(passage);
    }
    return run;
  });
}

/** Letters of scripts without spaces that a number with a colon follows: somewhere in them a book's name may begin. */
const ROW_BEFORE_PLACE =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー\p{sc=Thai}]{3,16}(?=\s?\p{Nd}{1,3}\s?:\s?\p{Nd})/gu;
const SHORTEST_NAME = 2;
/** `3：16`, `3章16节`, `3장 16절`: all of them a colon to the parser. */
const CHAPTER_MARK = /(?<=\p{Nd}\s?)[：章장](?=\s?\p{Nd})/gu;

/**
 * The text with a space in place of the letter before a book's name: the parser finds no name inside a row of letters,
 * such as 罗马书 in 参见罗马书 8:28. As long as before, so that every place in it stays the same.
 */
function withNamesApart(text: string, parser: bcv_parser): string {
  return text.replace(CHAPTER_MARK, ':').replace(ROW_BEFORE_PLACE, (row) => {
    const tails = Array.from({ length: row.length - SHORTEST_NAME + 1 }, (_, start) => `${row.slice(start)} 1:1\n`);
    parser.parse(tails.join(''));
    const found = RunsSchema.parse(parser.parsed_entities()).flatMap(({ entities }) =>
      entities.map(({ indices: [from] }) => from),
    );
    let place = 0;
    const start = tails.findIndex((tail) => {
      const isName = found.includes(place);
      place += tail.length;
      return isName;
    });
    return start <= 0 ? row : `${row.slice(0, start - 1)} ${row.slice(start)}`;
  });
}

/** What we read of the parser's answer; its declared types leave the list inside a run open. */
const RunsSchema = z.array(
  z.object({
    entities: z.array(
      z.object({ osis: z.string(), indices: z.tuple([z.number(), z.number()]), type: z.string().optional() }),
    ),
  }),
);

export const isEnglish = (language: string | undefined): boolean =>
  language === undefined || language === 'und' || /^en\b/iu.test(language);

const NOT_A_BOOK = /^(?:[a-g]|ff?|vv?|vs|vss|verses?|ch|chs|chapters?|and|to|through|cf|see|also|title)$/iu;

const passageOf = (osis: string, index: number, text: string): FoundPassage => ({
  osis: endAtVerse(osis, { isOneMore: /\d\s?f\.?$/iu.test(text) }),
  index,
  text,
  namesBook: (text.match(/\p{L}+/gu) ?? []).some((word) => !NOT_A_BOOK.test(word)),
  hasVerse: /\.\d+\.\d/u.test(osis) || /\d\s?[:.,]\s?\d/u.test(text),
});

/** The parser writes 999 for “to the end of the chapter”, and takes `f` (and the next) for `ff` (and what follows). */
const endAtVerse = (osis: string, { isOneMore }: { isOneMore: boolean }): string => {
  const start = /^(.+?)\.(\d+)\.(\d+)-/u.exec(osis);
  if (isOneMore && start && osis.endsWith('.999')) return `${start[0]}${start[1]}.${start[2]}.${Number(start[3]) + 1}`;
  return osis.replace(/([1-4]?[A-Za-z]+)\.(\d+)\.999/gu, (all, book: string, chapter: string) => {
    const last = findBibleBook(book)?.verses[Number(chapter) - 1];
    return last === undefined ? `${book}.${chapter}` : `${book}.${chapter}.${last}`;
  });
};

const parserFor = (text: string, language: string | undefined): bcv_parser => {
  if (isEnglish(language)) return (englishParser ??= makeParser(english, 'us'));
  // “Röm 8,28”: a comma between chapter and verse, unless the text itself shows that it writes a colon.
  if (/\d,\s?\d/u.test(text) && !/\d:\d/u.test(text)) return (commaParser ??= makeParser(allLanguages, 'eu'));
  return (colonParser ??= makeParser(allLanguages, 'us'));
};

let englishParser: bcv_parser | undefined;
let colonParser: bcv_parser | undefined;
let commaParser: bcv_parser | undefined;

const makeParser = (names: typeof english, punctuation: 'us' | 'eu'): bcv_parser =>
  new bcv_parser(names).set_options({
    passage_existence_strategy: 'none',
    consecutive_combination_strategy: 'separate',
    sequence_combination_strategy: 'combine',
    punctuation_strategy: punctuation,
    non_latin_digits_strategy: 'replace',
    warn_level: 'none',
  });
