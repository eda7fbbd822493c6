/**
 * Records that repeat one course: its class sections (`CS101-01`, `CS101-02`), its runs, its terms. Each would get a book of
 * its own. They are named; where the person asks for it they become one course, with their students together.
 */
import type { CatalogueCourse } from './catalogue-file.ts';
import { courseContent } from './course-content.ts';
import type { Problem } from './problem.ts';

export type Sections = 'keep' | 'merge';

export const MERGE_FLAG = '--merge-sections';

/** A record with code and content of one above it. */
export interface Repeat extends Omit<Problem, 'message'> {
  /** The record that it repeats. */
  first: string;
}

const MOST_SHOWN = 5;
const shortList = (items: readonly string[]): string =>
  items.length > MOST_SHOWN
    ? `${items.slice(0, MOST_SHOWN).join(', ')} and ${items.length - MOST_SHOWN} more`
    : items.join(', ');

/** One line for all records that repeat a course with its code. */
export function repeatedCourses(repeats: readonly Repeat[]): Problem[] {
  const [repeat] = repeats;
  if (!repeat) return [];
  const { first, ...place } = repeat;
  const others =
    repeats.length === 1 ? '' : `; so it is with ${shortList(repeats.slice(1).map(({ record }) => record))}`;
  const message = `expected a code of its own, found that of ${first} with the same content${others}. If these are class sections or runs of one course, import them as one, with their enrolment together: npm run catalogue:import <file> -- ${MERGE_FLAG}`;
  return [{ ...place, message }];
}

/** One line for the courses that seem to be sections of one, when they are kept apart. */
export function sectionRemarks(courses: readonly CatalogueCourse[]): string[] {
  const groups = groupsOf(courses);
  if (groups.length === 0) return [];
  const count = groups.reduce((sum, group) => sum + group.length, 0);
  const plural = groups.length === 1 ? 'one course' : `${groups.length} courses`;
  return [
    `${count} records look like class sections or runs of ${plural}: ${shortList(groups.map(namesOf))}. Each gets a book of its own. To make one course of them, with their enrolment together: npm run catalogue:import <file> -- ${MERGE_FLAG}`,
  ];
}

/** One course for each group, where its first record stands. */
export function mergeSections(courses: readonly CatalogueCourse[]): { courses: CatalogueCourse[]; remarks: string[] } {
  const groups = groupsOf(courses);
  if (groups.length === 0) return { courses: [...courses], remarks: [] };
  const codes = new Set(courses.map(({ code }) => code));
  const mergedAt = new Map<CatalogueCourse, CatalogueCourse | null>();
  for (const group of groups) {
    const [first] = group;
    if (!first) continue;
    const stem = stemOf(first.code);
    const code = stem === null || codes.has(stem) ? first.code : stem;
    codes.add(code);
    group.forEach((course) => mergedAt.set(course, null));
    mergedAt.set(first, { ...first, ...together(group), code });
  }
  const merged = courses.flatMap((course) => {
    const instead = mergedAt.get(course);
    return instead === undefined ? [course] : instead === null ? [] : [instead];
  });
  const count = groups.reduce((sum, group) => sum + group.length, 0);
  const made = groups.length === 1 ? 'one course' : `${groups.length} courses`;
  return {
    courses: merged,
    remarks: [
      `${count} records were merged to ${made}, with their enrolment together: ${shortList(groups.map(namesOf))}.`,
    ],
  };
}

const namesOf = (group: readonly CatalogueCourse[]): string => {
  const codes = [...new Set(group.flatMap(({ code }) => code ?? []))];
  return codes.length === 0
    ? `"${group[0]?.title ?? ''}" (${group.length}×)`
    : codes.slice(0, 3).join(' = ') + more(codes);
};
const more = (codes: readonly string[]): string => (codes.length > 3 ? ` = … (${codes.length})` : '');

/** Courses of the same title and content whose codes differ behind the course's number alone. */
function groupsOf(courses: readonly CatalogueCourse[]): CatalogueCourse[][] {
  const alike = groupBy(courses.filter(isComparable), ({ code, title }) => JSON.stringify([stemOrCode(code), title]));
  return alike.flatMap((group) => groupBy(group, courseContent));
}

/** Titles alone are often the same; with a code, a text or parts besides they are one course. */
const isComparable = ({ code, description, modules }: CatalogueCourse): boolean =>
  code !== null || description !== null || modules.length > 0;

const stemOrCode = (code: string | null): string | null => stemOf(code) ?? code;

/** @returns the groups of more than one */
function groupBy(courses: readonly CatalogueCourse[], keyOf: (course: CatalogueCourse) => string): CatalogueCourse[][] {
  const groups = new Map<string, CatalogueCourse[]>();
  for (const course of courses) {
    const key = keyOf(course);
    const group = groups.get(key);
    if (group) group.push(course);
    else groups.set(key, [course]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** `CS101` of `CS101-02`, `CS-101` of `CS-101-02 F25`; null for a code that ends with the course's number. */
export function stemOf(code: string | null): string | null {
  const stem = /^([^\d\s._/:-]*(?:[\s._/:-]+[^\d\s._/:-]+)*[\s._/:-]*[^\s._/:-]*\d[^\s._/:-]*)[\s._/:-]+\S/u.exec(
    code ?? '',
  )?.[1];
  return stem ?? null;
}

/** What sections bring together: numbers are added, students are each counted once. */
function together(
  group: readonly CatalogueCourse[],
): Pick<CatalogueCourse, 'enrolment' | 'enrolmentIsInvented' | 'createdAt'> {
  const students = new Map<string, { id: string; name: string | null }>();
  let number: number | null = null;
  for (const { enrolment } of group) {
    if (typeof enrolment === 'number') number = (number ?? 0) + enrolment;
    else for (const student of enrolment ?? []) students.set(student.id, students.get(student.id) ?? student);
  }
  const hasList = group.some(({ enrolment }) => Array.isArray(enrolment));
  const dates = group.flatMap(({ createdAt }) => createdAt ?? []).sort();
  return {
    enrolment: number === null ? (hasList ? [...students.values()] : null) : number + students.size,
    enrolmentIsInvented: group.some(({ enrolmentIsInvented }) => enrolmentIsInvented),
    createdAt: dates[0] ?? null,
  };
}
