/**
 * Text in UTF-8 that a program on the way read as Latin-1 or Windows-1252, once or several times: `Ã©` for é, `â€™` for ’.
 *
 * Found by what comes out when it is read back: a stretch of such signs that is whole UTF-8. Sound text of any language is
 * not: its letters stand alone (`NÃO`), and read back they are no UTF-8. Where one pair of signs could be sound, as at the
 * end of a word in capitals before a quotation mark, the letters beside it and the rest of its line decide.
 */

/** What Windows-1252 has in place of the control characters 0x80 to 0x9F; it has nothing at five places. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const BYTES = new Map([...WINDOWS_1252].map((sign, index) => [sign, 0x80 + index]));
const STRETCH = new RegExp(`[${WINDOWS_1252}\u0080-\u00ff]+`, 'gu');
const utf8 = new TextDecoder('utf-8', { fatal: true });

export interface Mojibake {
  /** Offset of the first broken sign, and the word that it stands in. */
  at: number;
  found: string;
  /** The word as it was meant; null when that is lost. */
  meant: string | null;
}

/** The first broken word of a text, or null. */
export function findMojibake(text: string): Mojibake | null {
  if (!/[\u0080-\u00ff]/u.test(text)) return null;
  for (const { 0: line, index: start } of text.matchAll(/[^\r\n]+/gu)) {
    const stretches = stretchesOf(line);
    const isSound = stretches.some(({ meant }) => meant === null);
    const broken = stretches.find((one) => isBroken(line, one, { isSound }));
    if (broken) {
      const [from, to] = wordAround(line, broken);
      const found = line.slice(from, to);
      return { at: start + broken.from, found, meant: repaired(found) };
    }
    const lost = LOST_PART.exec(line);
    if (lost) return { at: start + lost.index, found: lost[0], meant: null };
  }
  return null;
}

/** The text with every stretch read back that is whole UTF-8; null where nothing was. */
function repaired(text: string): string | null {
  const meant = text.replace(STRETCH, (stretch) => readBack(stretch) ?? stretch);
  return meant === text || LOST_PART.test(meant) ? null : meant;
}

/** Beginnings whose end was lost on the way; no language writes them. */
const LOST_PART = /\p{Ll}Ã(?=[ \u00a0]|$)|â€/u;

interface Stretch {
  from: number;
  to: number;
  written: string;
  /** What it is when it is read back; null for sound text. */
  meant: string | null;
}

const stretchesOf = (line: string): Stretch[] =>
  [...line.matchAll(STRETCH)].map(({ 0: written, index: from }) => ({
    from,
    to: from + written.length,
    written,
    meant: readBack(written),
  }));

const MOST_TIMES = 4;

/** Read back as often as it was misread; null when it was not. */
function readBack(written: string): string | null {
  let meant: string | null = null;
  for (let times = 0; times < MOST_TIMES; times += 1) {
    const next = readOnce(meant ?? written);
    if (next === null) return meant;
    meant = next;
  }
  return meant;
}

function readOnce(written: string): string | null {
  const bytes = [...written].map((sign) => BYTES.get(sign) ?? sign.codePointAt(0) ?? 0x100);
  if (bytes.some((byte) => byte < 0x80 || byte > 0xff)) return null;
  try {
    return utf8.decode(Uint8Array.from(bytes));
  } catch {
    // Not UTF-8: that is the answer, not a failure.
    return null;
  }
}

/** Latin letters and signs, Greek, punctuation, currency and mathematics: what one broken sign by itself may stand for. */
const IS_COMMON = /^[\u00a0-\u024f\u0370-\u03ff\u2000-\u27ff\ufb00-\ufb06\ufeff]$/u;

function isBroken(line: string, { from, to, written, meant }: Stretch, { isSound }: { isSound: boolean }): boolean {
  if (meant === null) return false;
  const signs = [...meant];
  // Two broken signs side by side, or one that was broken twice, are no chance.
  if (signs.length > 1 || written.length > 4 || /[\u0080-\u009f]/u.test(written)) return true;
  if (!IS_COMMON.test(meant)) return /\p{Emoji_Presentation}/u.test(meant);
  // `â€` and its like open no pair of sound signs.
  if (/^[âï]/u.test(written)) return true;
  const [before, behind] = [line.slice(Math.max(0, from - 1), from), line.slice(to, to + 1)];
  // A capital inside a word of small letters.
  if (/\p{Ll}/u.test(before)) return true;
  const isInCapitals = /\p{Lu}/u.test(before);
  // Marks that stand between sound letters.
  if (isInCapitals && /[’–—]$/u.test(written)) return false;
  if (/\p{Ll}/u.test(behind)) return true;
  return !isSound && (!isInCapitals || /\p{Lu}/u.test(behind));
}

function wordAround(line: string, { from, to }: { from: number; to: number }): [number, number] {
  const start = line.slice(0, from).search(/\S{0,40}$/u);
  const rest = /^\S{0,40}/u.exec(line.slice(to))?.[0].length ?? 0;
  return [start, to + rest];
}

/** A sign that stands for a lost letter, beside the letters that were not; alone it may be what a text is about. */
export function findLostLetter(text: string): { at: number; found: string } | null {
  const lost = /\ufffd+(?=[\p{L}\p{M}\p{N}])|(?<=[\p{L}\p{M}\p{N}])\ufffd+/u.exec(text);
  if (!lost) return null;
  const [from, to] = wordAround(text, { from: lost.index, to: lost.index + lost[0].length });
  return { at: lost.index, found: text.slice(from, to) };
}
