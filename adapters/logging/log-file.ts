/**
 * Where lines of the log go: one file a day, a second one (`-2`, `-3`, …) when the first is full, old ones removed.
 *
 * Several processes write to the same files without knowing of each other. Nothing is ever renamed: the name follows
 * from the date and from which files are full, so all of them arrive at the same one; O_APPEND keeps each line whole.
 */
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

const MAX_BYTES = 20 * 1024 * 1024;
const KEEP_DAYS = 30;
const FILE_NAME = /^scroll-university-(\d{4}-\d{2}-\d{2})(?:-(\d+))?\.log$/;

export interface LogFile {
  write(line: string): void;
}

export interface LogFileOptions {
  dir: string;
  maxBytes?: number;
  keepDays?: number;
  now?: () => Date;
}

/** Opens the log for appending; files are opened as they are needed and reopened when somebody removed them. */
export function openLogFile({
  dir,
  maxBytes = MAX_BYTES,
  keepDays = KEEP_DAYS,
  now = () => new Date(),
}: LogFileOptions): LogFile {
  let open: { fd: number; day: string; part: number } | null = null;

  const close = (): void => {
    const fd = open?.fd;
    open = null;
    if (fd !== undefined) closeSync(fd);
  };

  const openFor = (day: string): number => {
    if (open?.day === day) {
      const { size, nlink } = fstatSync(open.fd);
      if (size < maxBytes && nlink > 0) return open.fd;
    }
    const isNewDay = open?.day !== day;
    close();
    mkdirSync(dir, { recursive: true });
    if (isNewDay) removeOldFiles(dir, dayOf(daysBefore(now(), keepDays)));
    const part = firstPartWithRoom(dir, day, maxBytes);
    const fd = openSync(join(dir, logFileName(day, part)), 'a');
    open = { fd, day, part };
    return fd;
  };

  return {
    write(line) {
      try {
        writeSync(openFor(dayOf(now())), line);
      } catch (error) {
        tell(`The log in ${dir} cannot be written (${String(error)}): ${line}`);
      }
    },
  };
}

/** A full disk must not stop a book: the line goes where a person may still see it, and is lost where that is full too. */
function tell(line: string): void {
  try {
    writeSync(process.stderr.fd, line);
  } catch {
    // The stream of `process.stderr` would end the process for this.
  }
}

export const logFileName = (day: string, part: number): string =>
  `scroll-university-${day}${part === 1 ? '' : `-${part}`}.log`;

/** Files of the log, oldest first. */
export function listLogFiles(dir: string): { path: string; day: string; part: number }[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .flatMap((name) => {
      const [, day, part] = FILE_NAME.exec(name) ?? [];
      return day ? [{ path: join(dir, name), day, part: Number(part ?? 1) }] : [];
    })
    .sort((a, b) => a.day.localeCompare(b.day) || a.part - b.part);
}

/** The day as the operator's clock shows it. */
export const dayOf = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

const daysBefore = (date: Date, days: number): Date =>
  new Date(date.getFullYear(), date.getMonth(), date.getDate() - days);

function firstPartWithRoom(dir: string, day: string, maxBytes: number): number {
  const last = listLogFiles(dir).findLast((file) => file.day === day);
  if (!last) return 1;
  const { size } = statSync(last.path, { throwIfNoEntry: false }) ?? { size: 0 };
  return size < maxBytes ? last.part : last.part + 1;
}

/** `force`, because another process may remove the same file at the same time. */
function removeOldFiles(dir: string, firstKeptDay: string): void {
  for (const file of listLogFiles(dir)) {
    if (file.day < firstKeptDay) rmSync(file.path, { force: true });
  }
}
