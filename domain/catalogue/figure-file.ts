/** The file of a figure: what it is by its bytes, whether that is what its name says, and the bytes as they are kept. */
import { createHash } from 'node:crypto';
import { cleanSvg } from './svg.ts';

export interface CourseFile {
  /** Hex, of the bytes as kept. */
  sha256: string;
  mediaType: string;
  bytes: Uint8Array;
}

const MAX_BYTES = 5_000_000;
const MAX_SVG_BYTES = 1_000_000;

const EXTENSIONS: Record<string, string> = {
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
};

/**
 * @returns the file with what was taken out of a drawing, or why it cannot be a figure: what was expected and found
 */
export function figureFile(
  name: string,
  bytes: Uint8Array,
): { file: CourseFile; removed: string[] } | { problem: string } {
  const extension = /\.([^./\\]+)$/u.exec(name)?.[1]?.toLowerCase() ?? '';
  const expected = EXTENSIONS[extension];
  if (expected === undefined) return { problem: `expected a figure named .svg, .png, .jpg or .webp, found ${name}` };
  const found = mediaTypeOf(bytes);
  if (found !== expected)
    return { problem: `expected ${expected}, as its name says, found ${found ?? 'another kind of file'}` };
  const most = found === 'image/svg+xml' ? MAX_SVG_BYTES : MAX_BYTES;
  if (bytes.length > most) {
    return {
      problem: `expected at most ${most.toLocaleString('en')} bytes, found ${bytes.length.toLocaleString('en')}`,
    };
  }
  if (found !== 'image/svg+xml') return { file: asFile(found, bytes), removed: [] };
  const clean = cleanSvg(new TextDecoder().decode(bytes));
  if ('reason' in clean) return { problem: `expected a drawing in SVG: ${clean.reason}` };
  return { file: asFile(found, new TextEncoder().encode(clean.text)), removed: clean.removed };
}

const asFile = (mediaType: string, bytes: Uint8Array): CourseFile => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  mediaType,
  bytes,
});

/** By the first bytes (mimesniff.spec.whatwg.org); SVG by its first element. */
function mediaTypeOf(bytes: Uint8Array): string | null {
  const begins = (...signs: number[]): boolean => signs.every((sign, index) => bytes[index] === sign);
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg';
  const head = Buffer.from(bytes.subarray(0, 4_000)).toString('latin1');
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp';
  const isSvg =
    /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*(?:<!DOCTYPE svg[^]*?>\s*)?(?:<!--[^]*?-->\s*)*<svg[\s>]/u;
  return isSvg.test(head) ? 'image/svg+xml' : null;
}
