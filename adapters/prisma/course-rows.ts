/** Reads a course with everything below it, in order. */
import { CourseSchema, type Course } from '../../domain/course/course.ts';
import { LibraryError } from '../../domain/failure.ts';
import type { LibraryPrisma } from './client.ts';

/** Courses kept in memory: those that the process writes books of right now. */
const KEPT_COURSES = 24;

export type CourseLoader = (courseId: string) => Promise<Course>;

/**
 * A loader that reads a course again only when its content has changed: every step of a book asks for it.
 * The same unchanged course is the same object.
 */
export function createCourseLoader(prisma: LibraryPrisma): CourseLoader {
  const kept = new Map<string, Course>();
  return async (courseId) => {
    const row = await prisma.course.findUnique({ where: { id: courseId }, select: { contentRevision: true } });
    if (!row) throw new LibraryError('CourseNotFound', `No course ${courseId} in the catalogue.`);
    const known = kept.get(courseId);
    kept.delete(courseId);
    const course = known?.contentRevision === Number(row.contentRevision) ? known : await loadCourse(prisma, courseId);
    kept.set(courseId, course);
    const [oldest] = kept.keys();
    if (kept.size > KEPT_COURSES && oldest !== undefined) kept.delete(oldest);
    return course;
  };
}

/** @throws LibraryError CourseNotFound */
async function loadCourse(prisma: LibraryPrisma, courseId: string): Promise<Course> {
  const row = await prisma.course.findUnique({
    where: { id: courseId },
    include: {
      modules: {
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
        include: { lectures: { orderBy: [{ position: 'asc' }, { id: 'asc' }] } },
      },
      resources: { orderBy: [{ position: 'asc' }, { id: 'asc' }] },
    },
  });
  if (!row) throw new LibraryError('CourseNotFound', `No course ${courseId} in the catalogue.`);
  return CourseSchema.parse({
    id: row.id,
    code: row.code,
    title: row.title,
    description: row.description,
    subject: row.subject,
    level: row.level,
    language: row.language,
    licence: row.licence,
    attribution: row.attribution,
    contentRevision: Number(row.contentRevision),
    modules: row.modules.map(({ id, title, summary, lectures }) => ({
      id,
      title,
      summary,
      lectures: lectures.map(({ moduleId: _module, position: _position, ...lecture }) => lecture),
    })),
    resources: row.resources.map(({ courseId: _course, position: _position, ...resource }) => resource),
  });
}
