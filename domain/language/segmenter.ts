/** Segmenters of the runtime, one per language and granularity: making one costs more than using it. */
const segmenters = new Map<string, Intl.Segmenter>();

/** A segmenter of the language; of English when the tag is not one. */
export function segmenterFor(language: string | undefined, granularity: 'word' | 'sentence'): Intl.Segmenter {
  const locale = isLanguageTag(language) ? language : 'en';
  const key = `${granularity} ${locale}`;
  const known = segmenters.get(key);
  if (known) return known;
  const segmenter = new Intl.Segmenter(locale, { granularity });
  segmenters.set(key, segmenter);
  return segmenter;
}

const isLanguageTag = (language: string | undefined): language is string =>
  language !== undefined && /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u.test(language);
