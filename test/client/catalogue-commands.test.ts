/** The commands as they are run: a process of their own, against a named database. */
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setUpDatabase } from '../../library/catalogue.ts';
import { aDatabaseUrl, dropDatabase, rowsOf } from '../adapters/postgres/database.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let url: string;
let folder: string;
beforeEach(async () => {
  url = aDatabaseUrl();
  folder = await mkdtemp(join(tmpdir(), 'catalogue commands '));
});
afterEach(async () => {
  await dropDatabase(url);
  await rm(folder, { recursive: true, force: true });
});

const run = (script: string, args: string[], databaseUrl = url) =>
  new Promise<{ exitCode: number | null; stdout: string; stderr: string }>((resolve) => {
    const env = { PATH: process.env.PATH, DATA_DIR: folder, DATABASE_URL: databaseUrl };
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', script, ...args],
      { cwd: ROOT, env },
      (_error, stdout, stderr) => resolve({ exitCode: child.exitCode, stdout, stderr }),
    );
  });

const aFile = async (content: unknown): Promise<string> => {
  const path = join(folder, 'courses.json');
  await writeFile(path, JSON.stringify(content));
  return path;
};

const countCourses = async (): Promise<unknown> => (await rowsOf(url, 'SELECT count(*)::int AS n FROM courses'))[0]?.n;

describe('catalogue:import', () => {
  it('prepares a database that is not there, imports, and prints one JSON document', async () => {
    const path = await aFile([{ title: 'Ethics', year: 1695 }]);

    const { exitCode, stdout } = await run('client/catalogue-import.ts', [path, 'samples/example.csv', '--json']);

    expect(JSON.parse(stdout)).toMatchObject({
      imports: [
        { path, created: 1, ignoredKeys: [{ field: 'year', count: 1 }] },
        { path: 'samples/example.csv', created: 2, lectures: 4 },
      ],
    });
    expect(exitCode).toBe(0);
    expect(await countCourses()).toBe(3);
  });

  it('lists all problems of all files, writes nothing and ends with 2', async () => {
    const path = await aFile([{ title: 'Sound' }, { title: 5 }, { code: 'B' }]);
    await setUpDatabase({ databaseUrl: url, catalogue: null });

    const { exitCode, stderr } = await run('client/catalogue-import.ts', ['samples/example.csv', path]);

    expect(stderr).toContain('The catalogue has 2 problems:');
    expect(stderr).toContain('course 2, title: expected text, found 5');
    expect(stderr).toContain('course 3 (B), title: expected text, found nothing');
    expect(exitCode).toBe(2);
    expect(await countCourses()).toBe(0);
  });

  it('says with --json what every command says of a refusal, and lists the problems beside it', async () => {
    const path = await aFile([{ title: 5 }]);

    const refused = await run('client/catalogue-import.ts', [path, '--json']);
    const mistyped = await run('client/catalogue-import.ts', ['--json']);

    expect(JSON.parse(refused.stdout)).toMatchObject({
      error: {
        code: 'CatalogueRefused',
        problems: [{ file: path, record: 'course 1', field: 'title', message: 'expected text, found 5' }],
      },
    });
    expect(JSON.parse(mistyped.stdout)).toMatchObject({ error: { code: 'UsageError' } });
    expect([refused.exitCode, mistyped.exitCode]).toEqual([2, 2]);
  });

  it('ends with 2 when the file is not there', async () => {
    const { exitCode, stderr } = await run('client/catalogue-import.ts', ['missing.json']);

    expect(stderr).toMatch(/missing\.json cannot be read: there is no such file/);
    expect(exitCode).toBe(2);
  });

  it('ends with 3 and the address when the named database does not answer', async () => {
    const path = await aFile([{ title: 'Ethics' }]);
    const { exitCode, stderr } = await run(
      'client/catalogue-import.ts',
      [path],
      'postgresql://a:hidden-word@127.0.0.1:1/x',
    );

    expect(stderr).toContain('127.0.0.1:1');
    expect(stderr).not.toContain('hidden-word');
    expect(exitCode).toBe(3);
  });
});

describe('db:setup', () => {
  it('fills an empty database with the samples, and leaves one with courses alone', async () => {
    const first = await run('client/db-setup.ts', ['--samples', '--json']);
    const second = await run('client/db-setup.ts', ['--samples', '--json']);

    expect(JSON.parse(first.stdout)).toMatchObject({
      courses: 4,
      imported: { created: 4 },
      migrations: readdirSync(join(ROOT, 'prisma/migrations'))
        .filter((name) => name !== 'migration_lock.toml')
        .sort(),
    });
    expect(JSON.parse(second.stdout)).toEqual({ courses: 4, imported: null, migrations: [] });
    expect([first.exitCode, second.exitCode]).toEqual([0, 0]);
  });

  it('only migrates when no catalogue is named, and says how to name one', async () => {
    const { stdout, exitCode } = await run('client/db-setup.ts', []);

    expect(stdout).toContain('The database has 0 courses. To fill it: npm run db:setup -- --samples');
    expect(exitCode).toBe(0);
  });

  it('refuses a catalogue that is not there, also where it would not be read', async () => {
    await setUpDatabase({ databaseUrl: url, catalogue: await aFile([{ title: 'Ethics' }]) });

    const { exitCode, stderr } = await run('client/db-setup.ts', ['--catalogue', join(folder, 'missing.json')]);

    expect(exitCode).toBe(2);
    expect(stderr).toContain('there is no such file');
  });
});

describe('what a command prints', () => {
  const shell = (line: string) =>
    new Promise<{ exitCode: number | null; stderr: string }>((resolve) => {
      const env = { PATH: process.env.PATH, DATA_DIR: folder, COMMAND: `"${process.execPath}" --import tsx` };
      const child = execFile('sh', ['-c', `eval "$COMMAND ${line}"`], { cwd: ROOT, env }, (_error, _stdout, stderr) =>
        resolve({ exitCode: child.exitCode, stderr }),
      );
    });

  it.each(['client/catalogue-import.ts help', 'client/logs.ts error help'])(
    'does not end with 0 where it could not be written: %s',
    async (command) => {
      const { exitCode, stderr } = await shell(`${command} > /dev/full`);

      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/^Expected to write to stdout, got ENOSPC.*\n$/);
    },
  );

  it('is no error where its reader has gone', async () => {
    expect((await shell('client/catalogue-import.ts help | true')).stderr).not.toContain('EPIPE');
  });

  it('keeps the exit code where even a refusal could not be written', async () => {
    expect((await shell('client/catalogue-import.ts nowhere.json 2> /dev/full')).exitCode).toBe(2);
  });
});
