/** A course, fenced for a prompt: the material blocks that more than one task carries. */
import { fenceMaterial } from '../model/material.ts';
import type { OutlineChapter, OutlineSection } from './outline.ts';
import { sectionNotes } from './slices.ts';
import { memoizeByObject } from '../memoize.ts';
import { formatOsis } from '../scripture/osis.ts';
import type { Course, Lecture } from '../course/course.ts';
import { plainTitle } from '../course/title.ts';

export const courseMaterial = (course: Course, language: string): string =>
  fenceMaterial('course', {
    title: plainTitle(course.title),
    description: course.description,
    subject: course.subject,
    level: course.level,
    language,
    licence: course.licence,
    attribution: course.attribution,
  });

/** What a section rests on: its lectures with their notes, cut to the section's slice. */
export const lectureMaterial = (course: Course, { lectureIds, slice }: OutlineSection): string =>
  fenceMaterial(
    'lectures',
    lecturesById(course, lectureIds).map((lecture) => lectureEntry(lecture, sectionNotes(lecture, slice))),
  );

/** The lectures of a whole chapter, without their notes: the sections that were written from them are there instead. */
export const chapterLectureMaterial = (course: Course, { sections }: OutlineChapter): string =>
  fenceMaterial(
    'lectures',
    lecturesById(course, [...new Set(sections.flatMap(({ lectureIds }) => lectureIds))]).map((lecture) =>
      lectureEntry(lecture, null),
    ),
  );

export const lecturesById = (course: Course, ids: string[]): Lecture[] =>
  ids.flatMap((id) => lecturesOf(course).get(id) ?? []);

const lecturesOf = memoizeByObject(
  ({ modules }: Course): ReadonlyMap<string, Lecture> =>
    new Map(modules.flatMap(({ lectures }) => lectures).map((lecture) => [lecture.id, lecture])),
);

const lectureEntry = ({ title, summary, objectives, keyTerms, references }: Lecture, notes: string | null): object => ({
  title: plainTitle(title),
  summary,
  notes,
  objectives,
  ...(keyTerms ? { keyTerms } : {}),
  references: references.map((reference) => formatOsis(reference) ?? reference),
});
