/** Reads Typst's complaint about text that no font can show (PDF/UA-1 only; other standards say nothing). */
const COMPLAINT = /the text (?:contains the disallowed codepoint )?`"((?:[^"\\]|\\.)*)"`/g;

/** The texts named in an error of the PDF writer, each once; none when the error is about something else. */
export function missingGlyphs(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  // The message is Rust's debug form: quotes inside it are escaped once.
  const message = error.message.replaceAll('\\"', '"').replaceAll('\\\\', '\\');
  return [...new Set([...message.matchAll(COMPLAINT)].map(([, text = '']) => unescape(text)))].slice(0, MOST_NAMED);
}

const MOST_NAMED = 12;

const unescape = (text: string): string =>
  text.replace(/\\u\{([0-9a-f]+)\}/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
