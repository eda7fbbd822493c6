import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { isCourseFolder, readCourseFolder } from '../../../adapters/catalogue/read-course-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'a course '));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const COURSE = 'title: Wells\nmodules: [{ title: One, lectures: [a.md] }]\n';
const aZip = async (files: Record<string, string>): Promise<string> => {
  const path = join(folder, 'course.zip');
  await writeFile(
    path,
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
  );
  return path;
};

it('reads a folder; what is hidden or led to by a link is not of it', async () => {
  await mkdir(join(folder, '.git'));
  await writeFile(join(folder, 'course.yaml'), COURSE);
  await writeFile(join(folder, 'a.md'), 'Water.');
  await writeFile(join(folder, '.git', 'b.md'), 'No.');
  await symlink('/etc/passwd', join(folder, 'c.md'));

  expect(await isCourseFolder(folder)).toBe(true);
  const { courses, problems, ignoredKeys } = await readCourseFolder(folder);
  expect([problems, ignoredKeys]).toEqual([[], []]);
  expect(courses).toMatchObject([{ title: 'Wells', modules: [{ lectures: [{ title: 'a', notes: 'Water.' }] }] }]);
});

it('reads a zip, also with the folder around the course', async () => {
  for (const root of ['', 'my course/']) {
    const path = await aZip({ [`${root}course.yaml`]: COURSE, [`${root}a.md`]: 'Water.', '__MACOSX/a.md': 'x' });
    const { courses, problems } = await readCourseFolder(path);
    expect(problems).toEqual([]);
    expect(courses).toMatchObject([{ title: 'Wells', modules: [{ lectures: [{ notes: 'Water.' }] }] }]);
  }
});

it('says what is missing', async () => {
  await expect(readCourseFolder(folder)).rejects.toThrow('expected a file course.yaml in it, found none');
  await expect(readCourseFolder(join(folder, 'none.zip'))).rejects.toThrow('cannot be read');
  await writeFile(join(folder, 'broken.zip'), 'PK nothing');
  await expect(readCourseFolder(join(folder, 'broken.zip'))).rejects.toThrow('cannot be unpacked');
});

it('reads several courses in one folder, each with its own files and problems', async () => {
  const two = {
    'one/course.yaml': `code: A\n${COURSE}`,
    'one/a.md': 'Water.',
    'two/course.yaml': `code: B\n${COURSE}`,
  };
  const broken = await readCourseFolder(await aZip(two));
  expect(broken.problems.map(({ record, field }) => [record, field])).toEqual([
    ['two/course.yaml', 'modules[0].lectures[0], line 3'],
  ]);

  const { courses, problems } = await readCourseFolder(await aZip({ ...two, 'two/a.md': 'Wine.' }));
  expect(problems).toEqual([]);
  expect(courses.map(({ code, modules }) => [code, modules[0]?.lectures[0]?.notes])).toEqual([
    ['A', 'Water.'],
    ['B', 'Wine.'],
  ]);
  const doubled = await readCourseFolder(
    await aZip({ ...two, 'two/a.md': 'Wine.', 'two/course.yaml': `code: A\n${COURSE}` }),
  );
  expect(doubled.problems).toMatchObject([{ record: 'two/course.yaml', field: 'code' }]);
});
