/** What a file is that is no catalogue, by its content and not by its name; and how to make a catalogue of it. */
import { LibraryError } from '../../domain/failure.ts';

interface FileKind {
  /** `a spreadsheet (.xlsx)` */
  name: string;
  advice: string;
}

const SAVE_AS_CSV = 'In the program that wrote it, save the sheet as "CSV UTF-8" and import that file';
const NAME_TEXT = 'Import a catalogue as .json or .csv';

const startsWith = (bytes: Uint8Array, ...start: number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/** Beginnings of files, of any kind that lies beside catalogues. */
const BEGINNINGS: readonly (readonly [readonly number[], FileKind])[] = [
  [[0xd0, 0xcf, 0x11, 0xe0], { name: 'a spreadsheet or document of old Office (.xls, .doc)', advice: SAVE_AS_CSV }],
  [[0x25, 0x50, 0x44, 0x46], { name: 'a PDF', advice: NAME_TEXT }],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], { name: 'a document in RTF', advice: NAME_TEXT }],
  [[0x89, 0x50, 0x4e, 0x47], { name: 'a picture (PNG)', advice: NAME_TEXT }],
  [[0xff, 0xd8, 0xff], { name: 'a picture (JPEG)', advice: NAME_TEXT }],
  [[0x47, 0x49, 0x46, 0x38], { name: 'a picture (GIF)', advice: NAME_TEXT }],
  [
    [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20],
    { name: 'a database of SQLite', advice: `Export its courses. ${NAME_TEXT}` },
  ],
  [[0x50, 0x41, 0x52, 0x31], { name: 'a table in Parquet', advice: `Export it as CSV. ${NAME_TEXT}` }],
  ...[
    [[0x37, 0x7a, 0xbc, 0xaf], '7z'],
    [[0x52, 0x61, 0x72, 0x21], 'RAR'],
    [[0x42, 0x5a, 0x68], 'bzip2'],
    [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'xz'],
    [[0x28, 0xb5, 0x2f, 0xfd], 'zstd'],
    [[0x1f, 0x8b], 'gzip, twice'],
  ].map(([start, name]): readonly [readonly number[], FileKind] => [
    Array.isArray(start) ? start : [],
    { name: `a packed file (${String(name)})`, advice: 'Unpack it and import what is in it' },
  ]),
];

/** How many bytes of a zip name what is in it, at its beginning or in the list at its end. */
const NAMES_AT = 64 * 1024;

function kindOfZip(bytes: Uint8Array): FileKind {
  const text = `${latin1(bytes.subarray(0, NAMES_AT))}\n${latin1(bytes.subarray(-NAMES_AT))}`;
  if (text.includes('xl/workbook')) return { name: 'a spreadsheet of Excel (.xlsx)', advice: SAVE_AS_CSV };
  if (text.includes('opendocument.spreadsheet')) return { name: 'a spreadsheet (.ods)', advice: SAVE_AS_CSV };
  if (text.includes('word/document')) return { name: 'a document of Word (.docx)', advice: NAME_TEXT };
  if (text.includes('ppt/presentation')) return { name: 'a presentation (.pptx)', advice: NAME_TEXT };
  if (text.includes('opendocument.text')) return { name: 'a document (.odt)', advice: NAME_TEXT };
  if (text.includes('application/epub')) return { name: 'a book (.epub)', advice: NAME_TEXT };
  return { name: 'a packed folder (.zip)', advice: 'Unpack it and import the catalogue that is in it' };
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** Null for what may be text. */
export function kindOfFile(bytes: Uint8Array): FileKind | null {
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06)) return kindOfZip(bytes);
  return BEGINNINGS.find(([start]) => startsWith(bytes, ...start))?.[1] ?? kindOfText(latin1(bytes.subarray(0, 1024)));
}

/** Text in marks of other languages than JSON. */
function kindOfText(text: string): FileKind | null {
  const start = text.replace(/^(?:\ufeff|\u00ef\u00bb\u00bf)/u, '').trimStart();
  if (/^<\?xml[^>]*>\s*<\?mso-application[^>]*Excel/iu.test(start)) {
    return { name: 'a spreadsheet in XML', advice: SAVE_AS_CSV };
  }
  if (
    /^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)?<(?:!doctype\s+html|html|head|body|table|script|meta)\b/iu.test(start)
  ) {
    const advice =
      'It may be a page that asks to log in, or a table that was saved as one: download or export the file again';
    return { name: 'a web page (HTML)', advice };
  }
  if (/^<\?xml\b/iu.test(start)) return { name: 'a document in XML', advice: NAME_TEXT };
  return null;
}

export const wrongKind = ({ name, advice }: FileKind, path: string): LibraryError =>
  new LibraryError('InputInvalid', `${path} is not a catalogue: it is ${name}. ${advice}.`);

/** @throws LibraryError InputInvalid for a file of another kind, whatever its name */
export function requireTextFile(bytes: Uint8Array, path: string): void {
  const kind = kindOfFile(bytes);
  if (kind) throw wrongKind(kind, path);
}

/** The same for what its encoding hid. @throws LibraryError InputInvalid */
export function requirePlainText(text: string, path: string): void {
  const kind = kindOfText(text.slice(0, 1024));
  if (kind) throw wrongKind(kind, path);
}
