/** Reads a course with everything below it, in order. */
import { LecturePackSchema } from '../../../domain/catalogue/course-pack.ts';
import { CourseSchema, type Course } from '../../../domain/course/course.ts';
import { readableCourse } from '../../../domain/course/notes/readable-course.ts';
import { LibraryError } from '../../../domain/failure.ts';
import type { LibraryPrisma } from '../client.ts';

/** @throws LibraryError CourseNotFound */
export async function loadCourse(prisma: LibraryPrisma, courseId: string): Promise<Course> {
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
  const course = CourseSchema.parse({
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
      lectures: lectures.map(({ moduleId: _module, position: _position, pack, ...lecture }) => {
        const { keyTerms } = LecturePackSchema.parse(pack ?? {});
        return keyTerms.length > 0 ? { ...lecture, keyTerms } : lecture;
      }),
    })),
    resources: row.resources.map(({ courseId: _course, position: _position, ...resource }) => resource),
  });
  return readableCourse(course);
}
