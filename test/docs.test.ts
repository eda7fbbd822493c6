/** What the pages say must be there: every command, every key of the environment, every file they point to. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ENV_KEYS } from '../adapters/env.ts';
import { RunProgressSchema } from '../domain/run/run.ts';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const pages = [
  'README.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];
const read = (path: string): string => readFileSync(path, 'utf8');

describe.each(pages)('%s', (page) => {
  it('names only commands that package.json has', () => {
    const named = [...read(page).matchAll(/npm run (?:-s |--silent )?([a-z][a-z0-9:-]*)/g)].flatMap(
      ([, name]) => name ?? [],
    );

    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('points only to files that are there', () => {
    const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].flatMap(([, path]) => path ?? []);

    expect(links.filter((path) => !existsSync(join(dirname(page), path)))).toEqual([]);
  });
});

describe.each([...pages, ...readdirSync('docs/decisions').map((name) => join('docs/decisions', name))])(
  '%s names in code',
  (page) => {
    it('only files and folders of the project that are there', () => {
      const folders = readdirSync('.', { withFileTypes: true }).filter((entry) => entry.isDirectory());
      const isOurs = (path: string): boolean => folders.some(({ name }) => path.startsWith(`${name}/`));
      const named = [...read(page).matchAll(/`([\w.-]+\/(?:[\w./-]*\/|[\w./-]*\.[a-z]+)?)`/g)].flatMap(
        ([, path]) => path ?? [],
      );

      expect(named.filter((path) => isOurs(path) && !existsSync(path))).toEqual([]);
    });

    it('only tables that the database has', () => {
      const schema = read('prisma/schema.prisma');
      const named = [...read(page).matchAll(/`((?:scroll|model|generation)_[a-z_]+)[`.]/g)].flatMap(
        ([, name]) => name ?? [],
      );

      expect(named.filter((name) => !schema.includes(`@@map("${name}")`) && name !== 'scroll_report_calls')).toEqual(
        [],
      );
    });
  },
);

describe('docs/operations.md', () => {
  const page = read('docs/operations.md');
  const section = (title: string): string => page.split(`## ${title}\n`)[1]?.split(/\n## /)[0] ?? '';
  const firstCells = (text: string): string[] =>
    [...text.matchAll(/^\| (`[^|]*`) /gm)].flatMap(([, cell]) => cell ?? []);

  it('lists exactly the keys of the environment, in their order', () => {
    expect(firstCells(section('Environment')).map((cell) => cell.replaceAll('`', ''))).toEqual(ENV_KEYS);
  });

  it('explains every field of progress.json', () => {
    const explained = firstCells(section('Progress files')).flatMap((cell) => cell.replaceAll('`', '').split(', '));

    expect(explained.toSorted()).toEqual(Object.keys(RunProgressSchema.shape).toSorted());
  });
});

describe('README.md', () => {
  it('fits on a screen before the map of folders', () => {
    const [beforeMap = ''] = read('README.md').split('## The folders');

    expect(beforeMap.split('\n').length).toBeLessThanOrEqual(40);
  });
});
