/** Notices of the notes of courses that are imported: with course, lecture and line, before a cent is spent. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CatalogueCourse } from '../domain/catalogue/catalogue-file.ts';
import { notesNotices, type Notice } from '../domain/course/notes/notices.ts';
import { FORMULA_SETTERS } from '../domain/quality/formula-setters.ts';

export interface NotesNotice extends Notice {
  course: string;
  /** Number of the lecture in its course, from 1, and its title. */
  lecture: string;
}

/** An import is not held up for long: what stands behind so many characters of notes is read when its book is made. */
const MAX_CHARS = 20_000_000;

/** @returns the notices, and of how many courses with notes none were looked for */
export async function noticesOfNotes(
  courses: readonly CatalogueCourse[],
  report: (detail: string) => void,
): Promise<{ notices: NotesNotice[]; unread: number }> {
  const notices: NotesNotice[] = [];
  let chars = 0;
  let unread = 0;
  for (const [index, course] of courses.entries()) {
    const lectures = course.modules.flatMap((module) => module.lectures);
    const notes = lectures.map((lecture) => lecture.notes ?? '');
    const length = notes.reduce((sum, text) => sum + text.length, 0);
    if (length === 0) continue;
    if (chars > MAX_CHARS) {
      unread += 1;
      continue;
    }
    chars += length;
    report(`${index + 1} of ${courses.length} courses`);
    notesNotices(notes, FORMULA_SETTERS).forEach((found, at) => {
      const lecture = `lecture ${at + 1}, "${lectures[at]?.title ?? ''}"`;
      for (const notice of found) notices.push({ course: course.code ?? course.title, lecture, ...notice });
    });
    await nextTurn();
  }
  return { notices, unread };
}
