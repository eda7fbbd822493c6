/**
 * Sentences and words of running text, in any script. Cheap on purpose: the rehearsal model answers thousands of
 * requests a minute on one core.
 */
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Lao}]/u;
const SENTENCE_END = /[.!?…؟۔।॥။។]+["'”’»)\]*_]*(?=\s|$)|[。！？]+["'”’」』》)]*/gu;
const ABBREVIATION =
  /(?:^|[\s(“"])(?:\p{L}|\p{L}\.\p{L}|[Ee]x|[Cc]f|[Vv]s|[Dd]r|[Mm]rs?|[Ss]t|[Nn]o|[Ff]ig|[Ee]tc|[Pp]p?|ca|approx)\.$/u;
const OPENS_SENTENCE = /^[\s"'“‘«(*_`$[]*[\p{Lu}\p{Lo}\p{N}¿¡]/u;

const segmenters = new Map<string, Intl.Segmenter>();

/** Words of `text`; scripts without spaces are divided by the dictionary that the runtime carries. */
export function words(text: string): string[] {
  if (!UNSPACED.test(text)) return text.match(WORD) ?? [];
  const segmenter = segmenters.get('word') ?? new Intl.Segmenter('und', { granularity: 'word' });
  segmenters.set('word', segmenter);
  return [...segmenter.segment(text)].filter((part) => part.isWordLike === true).map((part) => part.segment);
}

export const countWords = (text: string): number => words(text).length;

/** Sentences of one paragraph, each exactly as it stands there. */
export function sentences(paragraph: string): string[] {
  const found: string[] = [];
  let start = 0;
  for (const end of paragraph.matchAll(SENTENCE_END)) {
    const stop = end.index + end[0].length;
    const before = paragraph.slice(start, stop);
    if (end[0].startsWith('.') && goesOn(before, paragraph.slice(stop, stop + 20))) continue;
    found.push(before.trim());
    start = stop;
  }
  const rest = paragraph.slice(start).trim();
  return rest === '' ? found : [...found, rest];
}

/** A full stop ends no sentence after an abbreviation, inside brackets, or before a verse number or a small letter. */
function goesOn(before: string, after: string): boolean {
  const isOpen = before.length < 600 && before.includes('(') && before.split('(').length > before.split(')').length;
  return (
    isOpen || ABBREVIATION.test(before.slice(-12)) || /^\s+\d+:\d/.test(after) || !OPENS_SENTENCE.test(after || 'A')
  );
}

/**
 * True when a reference to Scripture stands open in the sentence. Old books write it before the words that it belongs to
 * (“James 1:17. With whom is no change.”): cut at its full stop, it would stand behind the words of another passage.
 */
export const hasOpenReference = (sentence: string): boolean => /\d:\d/.test(sentence.replace(/\([^()]*\)/g, ''));

/** Text without line breaks inside it: a paragraph may be wrapped in its source. */
export const onOneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ').trim();
