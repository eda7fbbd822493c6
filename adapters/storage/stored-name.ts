/**
 * Names of stored exports, from which the manifest is written: `<first 16 hex of sha256>-<name>.<kind>.<variant>.<ext>`.
 *
 * What says nothing is left out: the variant `student`, and then the kind where the ending is the same word. So the
 * student's PDF is `0123456789abcdef-logic-e1.pdf`, the instructor's `0123456789abcdef-logic-e1.pdf.instructor.pdf`.
 */
import { STUDENT, type ExportName } from '../../domain/exports/export.ts';

interface NamedFile extends ExportName {
  extension: string;
  /** Readable part: letters, digits and hyphens. */
  name: string;
  sha256: string;
}

export function storedName({ sha256, name, kind, variant, extension }: NamedFile): string {
  const stem = `${sha256.slice(0, 16)}-${name}`;
  const words = [stem, ...markOf({ kind, variant, extension }), extension];
  const wrong = words.find((word) => !/^[a-z0-9-]+$/.test(word));
  if (wrong !== undefined) throw new TypeError(`"${wrong}" cannot be part of the name of a stored file.`);
  return words.join('.');
}

const markOf = ({ kind, variant, extension }: ExportName & { extension: string }): string[] => {
  if (variant !== STUDENT) return [kind, variant];
  return kind === extension ? [] : [kind];
};

/** What a stored file is, by its name; null for a file of another origin. */
export function readStoredName(fileName: string): ExportName | null {
  const found = STORED.exec(fileName);
  const extension = found?.groups?.['extension'];
  if (!found || extension === undefined) return null;
  return { kind: found.groups?.['kind'] ?? extension, variant: found.groups?.['variant'] ?? STUDENT };
}

const STORED =
  /^[0-9a-f]{16}-[a-z0-9-]+(?:\.(?<kind>[a-z0-9-]+)(?:\.(?<variant>[a-z0-9-]+))?)?\.(?<extension>[a-z0-9]+)$/;
