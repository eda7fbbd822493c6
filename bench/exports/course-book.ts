/** A course's own notes as the text of its book: the longest manuscript that the course can give, without a model. */
import { createHash } from 'node:crypto';
import type { CatalogueCourse } from '../../domain/catalogue/catalogue-file.ts';
import { assembleChapters } from '../../domain/chapter/assemble.ts';
import { bookLanguage } from '../../domain/course/book-language.ts';
import type { Course } from '../../domain/course/course.ts';
import { readableCourse } from '../../domain/course/notes/readable-course.ts';
import { assembleManuscript } from '../../domain/manuscript/assemble.ts';
import type { Manuscript } from '../../domain/manuscript/manuscript.ts';
import { lecturesById } from '../../domain/outline/briefing.ts';
import type { Outline } from '../../domain/outline/outline.ts';
import { outlineFromCourse } from '../../domain/outline/plan.ts';
import { sectionNotes } from '../../domain/outline/slices.ts';
import { lectureTitle, moduleTitles } from '../../domain/outline/titles.ts';
import type { Standard } from '../../domain/standard/standard.ts';

/** As the library would plan it; a course that is too short to plan gets a chapter for each module. */
export async function courseBook(written: CatalogueCourse, standard: Standard): Promise<Manuscript> {
  const course = await readableCourse(courseOf(written));
  return manuscriptOf(course, outlineFromCourse(course, standard) ?? ownOutline(course, standard), standard);
}

/** One chapter for each module and one section for each lecture, however long. */
export const plainBook = (written: CatalogueCourse, standard: Standard): Manuscript => {
  const course = courseOf(written);
  return manuscriptOf(course, ownOutline(course, standard), standard);
};

function manuscriptOf(course: Course, outline: Outline, standard: Standard): Manuscript {
  const stored = new Map(
    outline.chapters.map(({ number, sections }) => [
      number,
      sections.map((section) => ({
        part: `section:${section.number}`,
        content: {
          body: lecturesById(course, section.lectureIds)
            .map((lecture) => sectionNotes(lecture, section.slice) ?? '')
            .join('\n\n'),
          keyTerms: [],
        },
      })),
    ]),
  );
  const book = {
    id: anId(`book of ${course.id}`),
    edition: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    isRehearsal: true,
    model: 'none',
  };
  const chapters = assembleChapters(outline, stored);
  return assembleManuscript({
    ...{ book, course, outline, chapters, standard, publisher: 'Bench' },
    ...bookLanguage(course, book),
  });
}

function ownOutline(course: Course, standard: Standard): Outline {
  const titles = moduleTitles(course, standard);
  const chapters = course.modules.map((module, index) => ({
    number: index + 1,
    title: titles[index] ?? module.title,
    moduleIds: [module.id],
    part: null,
    sections: module.lectures.map((lecture, at) => ({
      number: at + 1,
      title: lectureTitle(lecture, { module: module.title, position: at + 1 }, standard),
      lectureIds: [lecture.id],
      slice: null,
      brief: null,
    })),
  }));
  return { title: course.title, origin: 'course', chapters: chapters.filter(({ sections }) => sections.length > 0) };
}

const courseOf = ({ code, title, description, subject, level, ...given }: CatalogueCourse): Course => ({
  ...{ id: anId(title), code, title, description, subject, level, contentRevision: 1 },
  ...{ language: given.language, licence: given.licence, attribution: given.attribution },
  modules: given.modules.map((module, at) => ({
    id: anId(`${title} ${at}`),
    title: module.title,
    summary: module.summary,
    lectures: module.lectures.map((lecture, index) => ({ id: anId(`${title} ${at} ${index}`), ...lecture })),
  })),
  resources: given.resources.map((resource, at) => ({ id: anId(`${title} resource ${at}`), ...resource })),
});

/** The same UUID for the same name. */
const anId = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
