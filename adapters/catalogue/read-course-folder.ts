/** Reads a course as a folder or a zip, or a folder or zip with several of them. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { unzipSync } from 'fflate';
import {
  COURSE_FILE,
  parseCourseFolder,
  type FolderFiles,
  type ParsedFolder,
} from '../../domain/catalogue/course-folder.ts';
import { LibraryError } from '../../domain/failure.ts';

/** A course of text and figures is far below these; above them something else was meant. */
const MAX_FILES = 10_000;
const MAX_BYTES = 500_000_000;

/** True for a folder, and for a file named .zip. */
export async function isCourseFolder(path: string): Promise<boolean> {
  if (/\.zip$/iu.test(path)) return true;
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() ?? false;
}

/** @throws LibraryError InputInvalid when it cannot be read, or holds no course.yaml */
export async function readCourseFolder(path: string): Promise<ParsedFolder> {
  const files = /\.zip$/iu.test(path)
    ? unpack(await readFile(path).catch(unreadable(path)), path)
    : await readFolder(path);
  return parseCourses(files, path);
}

const unreadable =
  (path: string) =>
  (cause: unknown): never => {
    throw new LibraryError('InputInvalid', `${path} cannot be read: ${String(cause)}.`, { cause });
  };

async function readFolder(root: string): Promise<FolderFiles> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(unreadable(root));
  const files = new Map<string, Uint8Array>();
  let bytes = 0;
  for (const entry of entries) {
    // What a link leads to is not of this folder.
    const file = join(entry.parentPath, entry.name);
    const path = relative(root, file).split(sep).join('/');
    if (!entry.isFile() || isHidden(path)) continue;
    const content = await readFile(file).catch(unreadable(file));
    bytes += content.length;
    requireSize({ files: files.size + 1, bytes }, root);
    files.set(path, content);
  }
  return files;
}

const isHidden = (path: string): boolean => /(?:^|\/)(?:\.|__MACOSX\/)/u.test(path);

function unpack(archive: Uint8Array, path: string): FolderFiles {
  const total = { files: 0, bytes: 0 };
  try {
    const unpacked = unzipSync(archive, {
      filter: ({ name, originalSize }) => {
        if (name.endsWith('/') || isHidden(name)) return false;
        total.files += 1;
        total.bytes += originalSize;
        requireSize(total, path);
        return true;
      },
    });
    return new Map(Object.entries(unpacked));
  } catch (error) {
    if (error instanceof LibraryError) throw error;
    throw new LibraryError('InputInvalid', `${path} cannot be unpacked: ${String(error)}. Is the file complete?`, {
      cause: error,
    });
  }
}

function requireSize({ files, bytes }: { files: number; bytes: number }, path: string): void {
  if (files <= MAX_FILES && bytes <= MAX_BYTES) return;
  const limit = `at most ${MAX_FILES.toLocaleString('en')} files and ${(MAX_BYTES / 1e6).toLocaleString('en')} MB`;
  throw new LibraryError(
    'InputInvalid',
    `${path} is no course: expected ${limit} in it. Name the folder that holds course.yaml.`,
  );
}

/** Each folder with a course.yaml is a course; people zip a course with the folder around it, and keep several in one. */
function parseCourses(files: FolderFiles, path: string): ParsedFolder {
  const roots = [...files.keys()]
    .filter((file) => file === COURSE_FILE || file.endsWith(`/${COURSE_FILE}`))
    .map((file) => file.slice(0, -COURSE_FILE.length))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  if (roots.length === 0) {
    throw new LibraryError(
      'InputInvalid',
      `${path} is not the folder of a course: expected a file ${COURSE_FILE} in it, found none.`,
    );
  }
  const all: ParsedFolder = { courses: [], problems: [], ignoredKeys: [], remarks: [], withdrawn: [], files: [] };
  const rootOfCode = new Map<string, string>();
  for (const root of roots) {
    const isBelow = ([file]: [string, Uint8Array]): boolean =>
      file.startsWith(root) && !roots.some((other) => other.length > root.length && file.startsWith(other));
    const own = [...files].filter(isBelow).map(([file, bytes]) => [file.slice(root.length), bytes] as const);
    const parsed = parseCourseFolder(new Map(own));
    // Where there is one, its place is clear.
    const prefix = roots.length > 1 ? root : '';
    for (const { code } of parsed.courses) {
      const other = code === null ? undefined : rootOfCode.get(code);
      const message = `expected a code of its own, found ${code}, that of ${other}${COURSE_FILE}`;
      if (other !== undefined) all.problems.push({ record: `${root}${COURSE_FILE}`, field: 'code', message });
      else if (code !== null) rootOfCode.set(code, root);
    }
    all.courses.push(...parsed.courses);
    all.files.push(...parsed.files);
    all.remarks.push(...parsed.remarks.map((remark) => `${prefix}${COURSE_FILE}: ${remark}`));
    all.withdrawn.push(...parsed.withdrawn);
    all.problems.push(...parsed.problems.map((problem) => ({ ...problem, record: `${prefix}${problem.record}` })));
    all.ignoredKeys.push(...parsed.ignoredKeys.map((key) => ({ ...key, field: `${prefix}${key.field}` })));
  }
  return all;
}
