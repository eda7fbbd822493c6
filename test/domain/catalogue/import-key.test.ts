import { courseContent, courseDetails } from '../../../domain/catalogue/course-content.ts';
import { importKeys } from '../../../domain/catalogue/import-key.ts';
import { parseCatalogue } from '../../../domain/catalogue/parse-catalogue.ts';

const coursesOf = (...courses: unknown[]) => parseCatalogue(courses).courses;

describe('importKeys', () => {
  it('knows a course by its code', () => {
    expect(importKeys(coursesOf({ code: 'PH-1', title: 'Ethics' }))).toEqual(['PH-1']);
  });

  it('tells repeated titles apart by language, subject and order, the same every time', () => {
    const courses = coursesOf(
      { title: 'Git' },
      { title: 'Git' },
      { title: 'Git', language: 'es' },
      { title: 'Git', subject: 'Tools' },
    );

    expect(new Set(importKeys(courses)).size).toBe(4);
    expect(importKeys(courses)).toEqual(importKeys(courses));
    expect(importKeys(courses.slice(1))[0]).toBe(importKeys(courses)[0]);
  });
});

describe('the content of a course', () => {
  const [course] = coursesOf({ title: 'Ethics', enrolment: 4, provenance: { a: 1, b: { c: 2, d: 3 } } });
  if (!course) throw new Error('The course is sound.');

  it('does not change with enrolment, and does with a lecture', () => {
    expect(courseContent({ ...course, enrolment: 5 })).toBe(courseContent(course));
    const [other] = coursesOf({ title: 'Ethics', modules: [{ title: 'M' }] });
    expect(courseContent({ ...course, modules: other?.modules ?? [] })).not.toBe(courseContent(course));
  });

  it('changes with what a lecture brings beside its notes', () => {
    const withTerms = (keyTerms: object[]) =>
      coursesOf({ title: 'E', modules: [{ title: 'M', lectures: [{ title: 'L', keyTerms }] }] });
    const contents = [
      withTerms([]),
      withTerms([{ term: 'virtue', definition: 'Virtue is a settled good habit.' }]),
    ].map(([first]) => first && courseContent(first));
    expect(contents[0]).not.toBe(contents[1]);
  });

  it('has details that do not depend on the order of keys', () => {
    expect(courseDetails({ ...course, provenance: { b: { d: 3, c: 2 }, a: 1 } })).toBe(courseDetails(course));
  });
});
