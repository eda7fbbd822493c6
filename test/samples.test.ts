/** The samples are courses worth taking: whole, with everything that a course may bring. */
import { fileURLToPath } from 'node:url';
import { readCourseFolder } from '../adapters/catalogue/read-course-folder.ts';
import type { CatalogueCourse } from '../domain/catalogue/catalogue-file.ts';
import { countWords } from '../domain/language/words.ts';
import { parseReference } from '../domain/scripture/reference.ts';
import { plainText } from '../domain/text/plain-text.ts';

const read = readCourseFolder(fileURLToPath(new URL('../samples', import.meta.url)));
const CODES = ['SL-AGUA-101', 'SL-BIBL-110', 'SL-PROG-101', 'SL-STAT-101'];
const lecturesOf = ({ modules }: CatalogueCourse) => modules.flatMap(({ lectures }) => lectures);

it('are four courses without a problem, of which every file is used', async () => {
  const { courses, problems, ignoredKeys } = await read;
  expect([problems, ignoredKeys]).toEqual([[], []]);
  expect(courses.map(({ code }) => code).sort()).toEqual(CODES);
});

describe.each(CODES)('%s', (code) => {
  const course = async (): Promise<CatalogueCourse> => {
    const found = (await read).courses.find((one) => one.code === code);
    if (!found) throw new Error(`No sample ${code}.`);
    return found;
  };

  it('has ten modules or more of two to four lectures, under a free licence, with enrolment that is called invented', async () => {
    const { modules, licence, enrolment, enrolmentIsInvented } = await course();
    expect(modules.length).toBeGreaterThanOrEqual(10);
    for (const { lectures } of modules) expect([2, 3, 4]).toContain(lectures.length);
    expect(licence).toBe('CC-BY-4.0');
    expect([Number(enrolment) > 0, enrolmentIsInvented]).toEqual([true, true]);
  });

  it('has in every lecture notes of 400 to 1,000 words, objectives, terms, questions and a described figure', async () => {
    const one = await course();
    for (const { title, notes, objectives, keyTerms, questions, figures } of lecturesOf(one)) {
      const words = countWords(plainText(notes ?? ''), one.language ?? 'en');
      expect({ title, isLongEnough: words >= 400, isTooLong: words > 1_000 }).toEqual({
        ...{ title, isLongEnough: true, isTooLong: false },
      });
      expect(objectives.length).toBeGreaterThanOrEqual(2);
      expect(keyTerms.length).toBeGreaterThanOrEqual(3);
      expect(questions.length).toBeGreaterThanOrEqual(4);
      expect(figures.length).toBeGreaterThanOrEqual(1);
      for (const { file } of figures) expect(notes).toContain(`](${file})`);
    }
  });

  it('asks no question twice, and lets no right option show by its length', async () => {
    const questions = lecturesOf(await course()).flatMap((lecture) => lecture.questions);
    expect(new Set(questions.map(({ stem }) => stem)).size).toBe(questions.length);
    const longest = questions.filter(
      (question) =>
        question.kind === 'multiple-choice' &&
        question.options.every((option) => option === question.key || option.length < question.key.length),
    );
    expect(longest).toEqual([]);
  });
});

it('have references that exist in every lecture of the course on the Psalms', async () => {
  const psalms = (await read).courses.find(({ code }) => code === 'SL-BIBL-110');
  for (const { references } of psalms ? lecturesOf(psalms) : []) {
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references)
      expect({ reference, found: parseReference(reference, 'en') !== null }).toEqual({ reference, found: true });
  }
});
