/**
 * One course as a folder: `course.yaml`, a Markdown file a lecture with front matter, figures beside them. Every problem
 * names its file and line.
 */
import { posix } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { codeRanges } from '../text/markdown.ts';
import { figureFile, type CourseFile } from './figure-file.ts';
import { parseCatalogue, type Locate, type ParsedCatalogue } from './parse-catalogue.ts';
import { fieldName, type FieldPath, type Problem } from './problem.ts';

/** Bytes by path, relative to the folder, with `/` between its parts. */
export type FolderFiles = ReadonlyMap<string, Uint8Array>;

export const COURSE_FILE = 'course.yaml';

export interface ParsedFolder extends ParsedCatalogue {
  /** The files of its figures. */
  files: CourseFile[];
}

/** A YAML mapping with the lines of its parts. */
interface Mapping {
  file: string;
  values: Record<string, unknown>;
  /** From 1, in the file; of the nearest part that is there. */
  lineOf: (path: FieldPath) => number;
}

export function parseCourseFolder(folder: FolderFiles): ParsedFolder {
  const problems: Problem[] = [];
  const used = new Set([COURSE_FILE]);
  const course = readMapping(COURSE_FILE, textOf(folder, COURSE_FILE), 1, problems);
  const figures = createFigures(folder, { used, problems });
  if (!course) return { courses: [], problems, ignoredKeys: [], remarks: [], withdrawn: [], files: [] };

  const places: { file: string; mapping: Mapping | null }[][] = [];
  const modules = modulesOf(course, folder).map((module, at) => {
    const paths = listOf(module.lectures);
    places.push(paths.map((file) => ({ file: String(file), mapping: null })));
    const lectures = paths.map((file, index) => {
      const path = String(file);
      if (used.has(path))
        problems.push(
          problemAt(
            course,
            ['modules', at, 'lectures', index],
            `expected a lecture of its own, found ${path} a second time`,
          ),
        );
      used.add(path);
      const text = textOf(folder, path);
      if (text === null) {
        problems.push(
          problemAt(
            course,
            ['modules', at, 'lectures', index],
            `expected a file of the folder, found none named ${path}`,
          ),
        );
        return { title: path };
      }
      const { front, notes, notesLine } = splitLecture(text);
      const mapping = front === null ? null : readMapping(path, front, 2, problems);
      const place = places[at]?.[index];
      if (place) place.mapping = mapping;
      const { title, body } = titled(mapping?.values.title, notes, path);
      return { ...mapping?.values, title, notes: body, figures: figures.ofLecture({ path, mapping, body, notesLine }) };
    });
    const listed = figures.listed(COURSE_FILE, course, ['modules', at, 'figures'], module.figures);
    return { ...module, lectures, figures: listed };
  });

  const locate: Locate = (_course, path) => {
    const [head, module, below, lecture, ...rest] = path;
    const place = head === 'modules' && below === 'lectures' ? places[Number(module)]?.[Number(lecture)] : undefined;
    if (place) return { record: place.file, field: withLine(rest, place.mapping?.lineOf(rest) ?? 1) };
    return { record: COURSE_FILE, field: withLine(path, course.lineOf(path)) };
  };
  const parsed = parseCatalogue([{ ...course.values, modules }], { locate });
  const unused = [...folder.keys()].filter(
    (path) => !used.has(path) && !/(?:^|\/)(?:README|LICEN[CS]E)[^/]*$/iu.test(path),
  );
  return {
    ...parsed,
    problems: [...problems, ...parsed.problems],
    ignoredKeys: [...parsed.ignoredKeys, ...[...unused, ...figures.removed].map((field) => ({ field, count: 1 }))],
    files: [...figures.files.values()],
  };
}

const withLine = (path: FieldPath, line: number): string =>
  [fieldName(path), `line ${line}`].filter(Boolean).join(', ');

const problemAt = ({ file, lineOf }: Mapping, path: FieldPath, message: string): Problem => ({
  record: file,
  field: withLine(path, lineOf(path)),
  message,
});

function textOf(folder: FolderFiles, path: string): string | null {
  const bytes = folder.get(path);
  return bytes ? new TextDecoder().decode(bytes) : null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function readMapping(file: string, text: string | null, firstLine: number, problems: Problem[]): Mapping | null {
  if (text === null) {
    problems.push({ record: file, field: '', message: 'expected the file that names the course, found none' });
    return null;
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): number => lines.linePos(offset).line + firstLine - 1;
  for (const { message, pos } of document.errors) {
    problems.push({ record: file, field: `line ${at(pos[0])}`, message: `expected YAML: ${message}` });
  }
  if (document.errors.length > 0) return null;
  const values = valuesOf(document);
  if (values instanceof ReferenceError) {
    const message = `expected YAML: ${values.message}; a value that begins with * is written in quotes`;
    problems.push({ record: file, field: `line ${firstLine}`, message });
    return null;
  }
  if (!isRecord(values)) {
    problems.push({
      record: file,
      field: `line ${firstLine}`,
      message: 'expected names with their values, such as "title: …"',
    });
    return null;
  }
  return { file, values, lineOf: (path) => at(offsetOf(document, path)) };
}

/** A name that stands for nothing, or for more than anybody wrote, is an error of the parser's. */
function valuesOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (error instanceof ReferenceError) return error;
    throw error;
  }
}

function offsetOf(document: Document, path: FieldPath): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isRecord(node) && Array.isArray(node.range) && typeof node.range[0] === 'number') return node.range[0];
  }
  return 0;
}

/** The modules that the course names; without any, its folders of Markdown in the order of their names. */
function modulesOf({ values }: Mapping, folder: FolderFiles): Record<string, unknown>[] {
  if (values.modules !== undefined && values.modules !== null) return listOf(values.modules).filter(isRecord);
  const modules = new Map<string, string[]>();
  const paths = [...folder.keys()].filter((path) => /\.(?:md|markdown)$/iu.test(path)).sort(inOrder);
  for (const path of paths) {
    if (/(?:^|\/)(?:README|LICEN[CS]E)[^/]*$/iu.test(path)) continue;
    const module = posix.dirname(path);
    modules.set(module, [...(modules.get(module) ?? []), path]);
  }
  return [...modules].map(([name, lectures]) => ({ title: name === '.' ? values.title : nameOf(name), lectures }));
}

const inOrder = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

/** `03-the-water-cycle.md` is “the water cycle”. */
const nameOf = (path: string): string =>
  posix
    .basename(path)
    .replace(/\.[^.]+$/u, '')
    .replace(/^\d+[\s._-]*/u, '')
    .replace(/[_-]+/gu, ' ')
    .trim();

/** What stands between the first two lines of `---`, and the notes below. */
function splitLecture(text: string): { front: string | null; notes: string; notesLine: number } {
  const lines = text.replace(/^\ufeff/u, '').split(/\r?\n/u);
  const end =
    lines[0]?.trimEnd() === '---' ? lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---') : -1;
  if (end < 0) return { front: null, notes: lines.join('\n'), notesLine: 1 };
  return { front: lines.slice(1, end).join('\n'), notes: lines.slice(end + 1).join('\n'), notesLine: end + 2 };
}

/** A lecture that says no title has that of its first heading, or of its file. */
function titled(title: unknown, notes: string, path: string): { title: unknown; body: string } {
  if (title !== undefined && title !== null) return { title, body: notes };
  const heading = /^\s*#\s+(.+?)\s*#*\s*(?:\n|$)/u.exec(notes);
  return heading ? { title: heading[1], body: notes.slice(heading[0].length) } : { title: nameOf(path), body: notes };
}

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

function createFigures(
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
      if (!isRecord(figure) || typeof figure.file !== 'string') return figure;
      const at = [...path, index, 'file'];
      return { ...figure, sha256: store(from, figure.file, withLine(at, mapping?.lineOf(at) ?? 1)) };
    });
  return {
    files,
    removed,
    listed,
    ofLecture({ path, mapping, body, notesLine }) {
      const own = listed(path, mapping, ['figures'], mapping?.values.figures);
      const known = new Set(own.flatMap((figure) => (isRecord(figure) ? [String(figure.file)] : [])));
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
