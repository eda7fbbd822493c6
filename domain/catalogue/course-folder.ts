/**
 * One course as a folder: `course.yaml`, a Markdown file a lecture with front matter, figures beside them. Every problem
 * names its file and line.
 */
import { posix } from 'node:path';
import { createFigures, type FolderFiles } from './course-figures.ts';
import type { CourseFile } from './figure-file.ts';
import { parseCatalogue, type Locate, type ParsedCatalogue } from './parse-catalogue.ts';
import type { FieldPath, Problem } from './problem.ts';
import { isObject } from './known-keys.ts';
import { listOf, readMapping, withLine, type Mapping } from './yaml-mapping.ts';

export type { FolderFiles };

export const COURSE_FILE = 'course.yaml';

export interface ParsedFolder extends ParsedCatalogue {
  /** The files of its figures. */
  files: CourseFile[];
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

const problemAt = ({ file, lineOf }: Mapping, path: FieldPath, message: string): Problem => ({
  record: file,
  field: withLine(path, lineOf(path)),
  message,
});

function textOf(folder: FolderFiles, path: string): string | null {
  const bytes = folder.get(path);
  return bytes ? new TextDecoder().decode(bytes) : null;
}

/** The modules that the course names; without any, its folders of Markdown in the order of their names. */
function modulesOf({ values }: Mapping, folder: FolderFiles): Record<string, unknown>[] {
  if (values.modules !== undefined && values.modules !== null) return listOf(values.modules).filter(isObject);
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
