import { useFirstCopies } from '../../../adapters/threads/first-copies.ts';
import { aCourse, aStandard } from '../../fixtures/builders.ts';

const aTask = (title: string) => structuredClone({ course: aCourse({ title }), standard: aStandard(), chapter: 1 });

it('gives tasks with the same course and standard the same objects, and others their own', () => {
  const [one, alike, other] = [aTask('Bread'), aTask('Bread'), aTask('Wine')];
  [one, alike, other].forEach(useFirstCopies);

  expect(alike.course).toBe(one.course);
  expect(other.course).not.toBe(one.course);
  expect(other.course.title).toBe('Wine');
  expect([alike.standard, other.standard].every((standard) => standard === one.standard)).toBe(true);
  expect(one.chapter).toBe(1);
});

it.each([undefined, null, 'text', { course: null }])('leaves %j as it is', (input) => {
  expect(() => useFirstCopies(input)).not.toThrow();
});
