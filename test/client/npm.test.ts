/** Commands as people type them, through the npm that is installed: what it swallows must not be lost. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createPrisma } from '../../adapters/postgres/client.ts';
import { createTestDatabase, type TestDatabase } from '../services.ts';

let database: TestDatabase;
let dataDir: string;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'npm typed '));
  const prisma = createPrisma(database.url, { poolSize: 1 });
  const course = (title: string, subject: string, level: string, code: string) => ({ title, subject, level, code });
  await prisma.course.createMany({
    data: [
      course('Creation', 'Theology', 'beginner', 'TH-101'),
      course('Covenant', 'Theology', 'advanced', 'TH-201'),
      course('Acts', 'Biblical Studies', 'beginner', 'BI-101'),
    ],
  });
  await prisma.$disconnect();
});
afterAll(async () => {
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function npm(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const inherited = Object.entries(process.env).filter(
    ([key]) => !key.startsWith('npm_') && !key.startsWith('OPENAI_'),
  );
  const env = { ...Object.fromEntries(inherited), NODE_OPTIONS: '', DATA_DIR: dataDir, DATABASE_URL: database.url };
  const child = spawn('npm', ['run', '--silent', ...words], { cwd: resolve('.'), env });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number>((done) => child.on('close', (ended) => done(ended ?? -1)));
  return { code, stdout, stderr };
}

const estimated = async (...words: string[]): Promise<unknown> => {
  const { code, stdout, stderr } = await npm('generate:enterprise', 'estimate', '10', 'enrollment', ...words);
  if (code !== 0) throw new Error(`exit ${code}: ${stdout}${stderr}`);
  const document = JSON.parse(stdout) as { courses: { total: number } };
  return document.courses.total;
};

describe('a command as it is typed', () => {
  it.each([
    ['a flag and its value', ['--subjects', 'theology', '--json'], 2],
    ['two flags that only the catalogue tells apart', ['--subjects', 'theology', '--levels', 'beginner', '--json'], 1],
    ['everything behind --', ['--', '--subjects', 'theology', '--levels', 'beginner', '--json'], 1],
    ['values joined by =', ['--subjects=biblical studies', '--formats=none', '--budget-usd=5', '--json'], 1],
  ])('means the same with %s', async (_form, words, total) => {
    expect(await estimated(...words)).toBe(total);
  });

  it('prints one JSON document and nothing else with --json', async () => {
    const { code, stdout, stderr } = await npm('generate:enterprise', 'status', '--json');

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({ run: null, courses: { total: 3, published: 0, waiting: 3 } });
  });

  it('prints its one JSON document also when it refuses', async () => {
    const { code, stdout, stderr } = await npm('stack', '--', 'frob', '--json');

    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'UsageError' } });
  });

  it('shows no password of a named service', async () => {
    const { code, stdout } = await npm('stack', '--', 'status');

    expect(code).toBe(0);
    expect(stdout).toContain(new URL(database.url).host);
    expect(stdout).not.toContain(new URL(database.url).password);
  });

  it('lists books as a document', async () => {
    const { code, stdout } = await npm('books', '--', 'list', '--json');

    expect({ code, document: JSON.parse(stdout) as unknown }).toEqual({ code: 0, document: { books: [] } });
  });

  it.each([
    [['generate:enterprise', 'all', '50', 'enrolment'], 'npm run generate:enterprise all 50 enrollment'],
    [['generate:enterprise', 'all', '10', 'enrollment', '--subjects', 'teology'], 'Did you mean "Theology"?'],
    [['generate:enterprise', 'all', '10', 'enrollment', '--subjcts=theology'], 'Did you mean --subjects?'],
    [
      ['generate:enterprise', 'estimate', '10', 'enrollment', '--subjects', 'x', '--levels', 'y'],
      '--subjects=x --levels=y',
    ],
  ])('is refused with exit code 2 and what to type: %p', async (words, hint) => {
    const { code, stdout, stderr } = await npm(...words);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(hint);
  });

  it('is refused before anything starts where STANDARD names no standard', async () => {
    const standard = process.env.STANDARD;
    process.env.STANDARD = 'scrol';
    try {
      const { code, stderr } = await npm('generate:enterprise', 'auto', 'TH-101');

      expect(code).toBe(2);
      expect(stderr).toContain('No standard scrol.');
      expect(stderr).not.toContain('Starting');
    } finally {
      if (standard === undefined) delete process.env.STANDARD;
      else process.env.STANDARD = standard;
    }
  });

  it('shows help with exit code 0', async () => {
    const { code, stdout } = await npm('generate:enterprise', 'help');

    expect(code).toBe(0);
    expect(stdout).toContain('Examples:');
  });

  it('ends with exit code 3 where a named service does not answer, and says which', async () => {
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('npm_')));
    const env = {
      ...inherited,
      NODE_OPTIONS: '',
      DATA_DIR: dataDir,
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:9/none',
    };
    const child = spawn('npm', ['run', '--silent', 'books', '--', 'list'], { env });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const code = await new Promise((done) => child.on('close', done));

    expect(code).toBe(3);
    expect(stderr).toContain('127.0.0.1:9');
  });
});
