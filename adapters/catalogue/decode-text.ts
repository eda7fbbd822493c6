/**
 * The text of a file: UTF-8, or UTF-16 with or without a mark at its head. Whatever else it is written in is refused with
 * the way to convert it: one byte may stand for a letter in each of many code pages, and only a person knows which.
 */
import { LibraryError } from '../../domain/failure.ts';

/** @throws LibraryError InputInvalid when the bytes are not sound in their encoding */
export function decodeText(bytes: Uint8Array, path: string): { text: string; remark: string | null } {
  const { encoding, isGuessed } = encodingOf(bytes);
  if (encoding === 'utf-32') {
    throw new LibraryError('InputInvalid', `${path} is written in UTF-32. Save it as UTF-8 and import it again.`);
  }
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!isGuessed) return { text, remark: null };
    return { text, remark: `The file has no mark of its encoding and was read as ${encoding.toUpperCase()}.` };
  } catch (error) {
    throw notSound(bytes, { encoding, path, cause: error });
  }
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32';

function encodingOf(bytes: Uint8Array): { encoding: Encoding; isGuessed: boolean } {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) {
    return { encoding: third === 0 && fourth === 0 && bytes.length > 4 ? 'utf-32' : 'utf-16le', isGuessed: false };
  }
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', isGuessed: false };
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return { encoding: 'utf-32', isGuessed: false };
  const guess = guessByZeros(bytes.subarray(0, SAMPLE));
  return { encoding: guess ?? 'utf-8', isGuessed: guess !== null };
}

const SAMPLE = 16 * 1024;

/** A catalogue begins with a bracket or the name of a column: a Latin sign, with a zero on one side of it. */
function guessByZeros(bytes: Uint8Array): Encoding | null {
  const zeros = [0, 0, 0, 0];
  bytes.forEach((byte, index) => {
    if (byte === 0) zeros[index % 4] = (zeros[index % 4] ?? 0) + 1;
  });
  const [a = 0, b = 0, c = 0, d = 0] = zeros;
  const most = (bytes.length / 4) * 0.9;
  if (b > most && c > most && a + d > most) return 'utf-32';
  const [first, second] = bytes;
  if (first !== 0 && second === 0) return 'utf-16le';
  return first === 0 && second !== undefined && second !== 0 ? 'utf-16be' : null;
}

function notSound(
  bytes: Uint8Array,
  { encoding, path, cause }: { encoding: Encoding; path: string; cause: unknown },
): LibraryError {
  if (encoding !== 'utf-8') {
    const message = `${path} is not sound ${encoding.toUpperCase()}: is the file complete? Save it as UTF-8 and import it again.`;
    return new LibraryError('InputInvalid', message, { cause });
  }
  const found = firstUnsoundLine(bytes);
  const shown = found ? ` (line ${found.line}, read as Windows-1252: "${found.text}")` : '';
  const message =
    `${path} is not written in UTF-8${shown}. Save it as UTF-8 ("CSV UTF-8" in Excel) and import it again, or convert it: ` +
    'iconv -f WINDOWS-1252 -t UTF-8 old.csv > new.csv, with the code page that it was written in.';
  return new LibraryError('InputInvalid', message, { cause });
}

const LINE_FEED = 0x0a;
const MOST_SHOWN = 60;

/** With what surrounds its first byte that is no UTF-8. */
function firstUnsoundLine(bytes: Uint8Array): { line: number; text: string } | null {
  let line = 1;
  let start = 0;
  while (start < bytes.length) {
    const next = bytes.indexOf(LINE_FEED, start);
    const end = next === -1 ? bytes.length : next;
    const found = bytes.subarray(start, end);
    if (!isUtf8(found)) {
      const text = new TextDecoder('windows-1252').decode(found).trim();
      const at = Math.max(0, text.search(/[\u0080-\uffff]/u) - MOST_SHOWN / 2);
      return { line, text: text.slice(at, at + MOST_SHOWN) };
    }
    line += 1;
    start = end + 1;
  }
  return null;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    // Not UTF-8: that is the answer, not a failure.
    return false;
  }
}
