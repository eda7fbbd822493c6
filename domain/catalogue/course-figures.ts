/** The figures of a course's folder: those that are listed and those that notes show, each with the hash of its file. */
import { posix } from 'node:path';
import { codeRanges } from '../text/markdown.ts';
import { figureFile, type CourseFile } from './figure-file.ts';
import type { FieldPath, Problem } from './problem.ts';
import { isObject } from './known-keys.ts';
import { listOf, withLine, type Mapping } from './yaml-mapping.ts';

/** Bytes by path, relative to the folder, with `/` between its parts. */
export type FolderFiles = ReadonlyMap<string, Uint8Array>;

interface FiguresFound {
  files: Map<string, CourseFile>;
  /** What was taken out of drawings, with the drawing. */
  removed: string[];
  /** The figures of a list, each with the hash of its file. */
  listed: (from: string, mapping: Mapping | null, path: FieldPath, list: unknown) => unknown[];
  /** The figures that a lecture lists, and those that its notes show beside. */
  ofLecture: (lecture: { path: string; mapping: Mapping | null; body: string; notesLine: number }) => unknown[];
}

const PICTURE = /!\[([^\]\n]*)\]\(<?([^)\s>]+)>?(?:\s+"[^"\n]*")?\)/gu;

export function createFigures(
  folder: FolderFiles,
  { used, problems }: { used: Set<string>; problems: Problem[] },
): FiguresFound {
  const files = new Map<string, CourseFile>();
  const removed: string[] = [];
  const store = (from: string, file: string, field: string): string | null => {
    const place = [posix.normalize(file), posix.join(posix.dirname(from), file)].find((one) => folder.has(one));
    const bytes = place === undefined ? undefined : folder.get(place);
    const read =
      place !== undefined && bytes ? figureFile(file, bytes) : { problem: 'expected a file of the folder, found none' };
    if (place !== undefined) used.add(place);
    if ('problem' in read) {
      problems.push({ record: from, field, message: `${file}: ${read.problem}` });
      return null;
    }
    files.set(read.file.sha256, read.file);
    removed.push(...read.removed.map((name) => `${place}: ${name}`));
    return read.file.sha256;
  };
  const listed: FiguresFound['listed'] = (from, mapping, path, list) =>
    listOf(list).map((figure, index) => {
      if (!isObject(figure) || typeof figure.file !== 'string') return figure;
      const at = [...path, index, 'file'];
      return { ...figure, sha256: store(from, figure.file, withLine(at, mapping?.lineOf(at) ?? 1)) };
    });
  return {
    files,
    removed,
    listed,
    ofLecture({ path, mapping, body, notesLine }) {
      const own = listed(path, mapping, ['figures'], mapping?.values.figures);
      const known = new Set(own.flatMap((figure) => (isObject(figure) ? [String(figure.file)] : [])));
      const pictures = [...body.matchAll(PICTURE)];
      const code = pictures.length > 0 && /`|~~~|^(?: {4}|\t)/mu.test(body) ? codeRanges(body) : [];
      const shown = pictures.flatMap((match) => {
        const [, alt = '', file = ''] = match;
        if (code.some(({ from, to }) => from <= match.index && match.index < to)) return [];
        if (/^[a-z][\w+.-]*:/iu.test(file) || known.has(file)) return [];
        known.add(file);
        const field = `line ${body.slice(0, match.index).split('\n').length + notesLine - 1}`;
        const sha256 = store(path, file, field);
        if (alt.trim() !== '') return sha256 === null ? [] : [{ file, alt, sha256 }];
        const message = `expected a description of what ${file} shows, as in ![a bridge](${file})`;
        problems.push({ record: path, field, message });
        return [];
      });
      return [...own, ...shown];
    },
  };
}
