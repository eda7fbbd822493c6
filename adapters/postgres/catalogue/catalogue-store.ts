/**
 * Brings the courses of a catalogue into the database: all of them or none.
 *
 * The catalogue is the truth about the courses it names and says nothing of others, which stay. An import does not
 * announce new courses one by one (`scroll.bulk_import`): the next run finds them. A changed course is noted as changed.
 */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { CatalogueCourse } from '../../../domain/catalogue/catalogue-file.ts';
import type { CourseFile } from '../../../domain/catalogue/figure-file.ts';
import { courseContent, courseDetails } from '../../../domain/catalogue/course-content.ts';
import { importKeys } from '../../../domain/catalogue/import-key.ts';
import {
  findStoredCourses,
  insertCourses,
  updateContent,
  updateDetails,
  type CourseRow,
  type StoredCourse,
} from './catalogue-rows.ts';
import { connect } from '../connect.ts';
import { translateDatabaseError } from '../database-errors.ts';
import { enrolStudents } from './enrolment-rows.ts';

export interface ImportSummary {
  created: number;
  /** Courses with other content than before: a book of them is outdated. */
  changed: number;
  /** Courses of which only enrolment, kind, date or provenance changed. */
  detailsChanged: number;
  unchanged: number;
  /** Lectures of the created and the changed courses. */
  lectures: number;
  durationMs: number;
}

/** Imports wait for one another. */
const LOCK = 7_204_118_734;

/** What is compared and written at once: bounds the memory, not the transaction. */
const BATCH = { courses: 500, characters: 8_000_000 };

/**
 * Safe to repeat: courses are known by their code, or by title, language and subject.
 * @throws LibraryError DatabaseUnavailable; whatever is thrown, nothing was imported
 */
export async function importCatalogue(
  databaseUrl: string,
  courses: readonly CatalogueCourse[],
  {
    figures = [],
    onProgress,
  }: { figures?: readonly CourseFile[]; onProgress?: (done: number, of: number) => void } = {},
): Promise<ImportSummary> {
  const startedAt = Date.now();
  const summary = { created: 0, changed: 0, detailsChanged: 0, unchanged: 0, lectures: 0 };
  const entries = identify(courses, startedAt);
  const client = await connect(databaseUrl);
  try {
    await client.query('BEGIN');
    await client.query(`SELECT set_config('scroll.bulk_import', 'on', true), pg_advisory_xact_lock($1)`, [LOCK]);
    await keepFigures(client, figures);
    let done = 0;
    for (const batch of batches(entries)) {
      await importBatch(client, batch, summary);
      done += batch.length;
      onProgress?.(done, courses.length);
    }
    await client.query('COMMIT');
  } catch (error) {
    throw translateDatabaseError(error);
  } finally {
    // Ending the connection ends an open transaction: the server rolls it back.
    await client.end();
  }
  return { ...summary, durationMs: Date.now() - startedAt };
}

/** One by one: a figure may be some megabytes long. */
async function keepFigures(client: pg.Client, figures: readonly CourseFile[]): Promise<void> {
  for (const { sha256, mediaType, bytes } of figures) {
    await client.query(
      'INSERT INTO course_files (sha256, media_type, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [sha256, mediaType, Buffer.from(bytes)],
    );
  }
}

interface Entry {
  key: string;
  course: CatalogueCourse;
  /** For a course whose catalogue has no date: the order of the file, a millisecond apart, up to now. */
  importedAt: string;
}

function identify(courses: readonly CatalogueCourse[], now: number): Entry[] {
  const keys = importKeys(courses);
  return courses.map((course, index) => ({
    course,
    key: keys[index] ?? course.title,
    importedAt: new Date(now - (courses.length - 1 - index)).toISOString(),
  }));
}

function* batches(entries: readonly Entry[]): Generator<Entry[]> {
  let batch: Entry[] = [];
  let characters = 0;
  for (const entry of entries) {
    batch.push(entry);
    characters += sizeOf(entry.course);
    if (batch.length < BATCH.courses && characters < BATCH.characters) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}

const STUDENT_CHARACTERS = 60;
const sizeOf = (course: CatalogueCourse): number =>
  courseContent(course).length + (Array.isArray(course.enrolment) ? course.enrolment.length * STUDENT_CHARACTERS : 0);

async function importBatch(
  client: pg.Client,
  batch: Entry[],
  summary: Omit<ImportSummary, 'durationMs'>,
): Promise<void> {
  const stored = await findStoredCourses(client, batch);
  const created: CourseRow[] = [];
  const changed: { row: CourseRow; stored: StoredCourse }[] = [];
  const detailed: CourseRow[] = [];
  const same: CourseRow[] = [];

  for (const entry of batch) {
    const known = stored.get(entry.key);
    if (!known) {
      created.push(rowOf(entry, randomUUID()));
      continue;
    }
    const row = rowOf(entry, known.id);
    if (courseContent(known.course) !== courseContent(entry.course)) changed.push({ row, stored: known });
    else if (hasOtherDetails(known, entry.course)) detailed.push(row);
    else same.push(row);
  }

  await insertCourses(client, created);
  await updateContent(client, changed);
  await updateDetails(client, detailed);
  const moved = await enrolStudents(client, [...created, ...changed.map(({ row }) => row), ...detailed, ...same]);

  const movedOnly = same.filter(({ id }) => moved.has(id)).length;
  summary.created += created.length;
  summary.changed += changed.length;
  summary.detailsChanged += detailed.length + movedOnly;
  summary.unchanged += same.length - movedOnly;
  summary.lectures += [...created, ...changed.map(({ row }) => row)].reduce(
    (sum, { course }) => sum + countLectures(course),
    0,
  );
}

const rowOf = ({ key, course, importedAt }: Entry, id: string): CourseRow => ({ id, key, course, importedAt });

/** What the catalogue leaves open is no difference. */
function hasOtherDetails(stored: StoredCourse, course: CatalogueCourse): boolean {
  const { createdAt, enrolmentIsInvented } = stored.course;
  const said = {
    ...course,
    createdAt: course.createdAt ?? createdAt,
    enrolmentIsInvented: course.enrolment === null ? enrolmentIsInvented : course.enrolmentIsInvented,
  };
  const hasOtherCount = typeof course.enrolment === 'number' && course.enrolment !== stored.course.enrolment;
  return hasOtherCount || courseDetails(said) !== courseDetails(stored.course);
}

const countLectures = ({ modules }: CatalogueCourse): number =>
  modules.reduce((sum, { lectures }) => sum + lectures.length, 0);
