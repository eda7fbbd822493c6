/** The migrations and prisma/schema.prisma say the same, as far as the generated client can see. */
import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from '../../../adapters/postgres/generated/client.ts';
import * as enums from '../../../adapters/postgres/generated/enums.ts';
import { createTestDatabase, type TestDatabase } from '../../services.ts';
import { rowsOf } from './database.ts';

let database: TestDatabase;
let prisma: PrismaClient;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url }) });
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

const ONE_BOOK =
  '(course_id, course_title, edition, standard, standard_hash, model, is_rehearsal, course_hash, course_revision)';

const snakeCase = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();

describe('a migrated database', () => {
  it.each(Object.keys(Prisma.ModelName))('has every column of model %s', async (model) => {
    const delegate: unknown = Reflect.get(prisma, model[0]?.toLowerCase() + model.slice(1));
    const { findFirst } = delegate as { findFirst(): Promise<unknown> };

    // A column that is not there is an error; the row of a migration is one.
    await expect(findFirst()).resolves.not.toBeUndefined();
  });

  it.each(Object.entries(enums))('has the values of enum %s in the same order', async (name, values) => {
    const rows = await rowsOf(
      database.url,
      'SELECT e.enumlabel FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid WHERE t.typname = $1 ORDER BY e.enumsortorder',
      [snakeCase(name)],
    );

    expect(rows.map(({ enumlabel }) => enumlabel)).toEqual(Object.values(values));
  });

  it.each([
    [
      'an edition below 1',
      `INSERT INTO scroll_books ${ONE_BOOK} SELECT id, 'T', 0, 's', 's', 'm', FALSE, 'c', 1 FROM courses`,
    ],
    ['a score above 1', 'UPDATE scroll_books SET quality = 1.2'],
    ['a count below 0', 'UPDATE scroll_books SET words = -1'],
    [
      'a verdict of its own',
      `INSERT INTO scroll_quality_reports SELECT id, 0, 0, 'maybe', '{}', now(), 'book' FROM scroll_books`,
    ],
    [
      'a report of chapter 0',
      `INSERT INTO scroll_quality_reports SELECT id, 0, 0, 'accept', '{}', now(), 'chapter' FROM scroll_books`,
    ],
    [
      'a window of no book',
      `INSERT INTO generation_runs (workflow_id, first_run_id, input, concurrency) VALUES ('a', 'b', '{}', 0)`,
    ],
  ])('refuses %s', async (_what, sql) => {
    await rowsOf(database.url, `INSERT INTO courses (title) SELECT 'T' WHERE NOT EXISTS (SELECT FROM courses)`);
    await rowsOf(
      database.url,
      `INSERT INTO scroll_books ${ONE_BOOK} SELECT id, 'T', 1, 's', 's', 'm', FALSE, 'c', 1 FROM courses ON CONFLICT DO NOTHING`,
    );

    await expect(rowsOf(database.url, sql)).rejects.toMatchObject({ code: '23514' });
  });

  it('notes when a book changed, whoever changes it, and not when only its course was compared', async () => {
    await rowsOf(database.url, `INSERT INTO courses (title) VALUES ('U')`);
    const [book] = await rowsOf(
      database.url,
      `INSERT INTO scroll_books ${ONE_BOOK} SELECT id, 'U', 1, 's', 's', 'm', FALSE, 'c', 1 FROM courses WHERE title = 'U' RETURNING id`,
    );
    const changedBy = async (change: string): Promise<unknown> => {
      await rowsOf(database.url, `UPDATE scroll_books SET updated_at = '2020-01-01' WHERE id = $1`, [book?.['id']]);
      await rowsOf(database.url, `UPDATE scroll_books SET ${change} WHERE id = $1`, [book?.['id']]);
      const sql = `SELECT updated_at > '2020-01-02' AS noted FROM scroll_books WHERE id = $1`;
      return (await rowsOf(database.url, sql, [book?.['id']]))[0]?.['noted'];
    };

    expect(await changedBy(`status = 'held'`)).toBe(true);
    expect(await changedBy('quality = 0.5')).toBe(true);
    expect(await changedBy('course_revision = course_revision + 1')).toBe(false);
  });

  it('has no table that the schema does not know', async () => {
    const rows = await rowsOf(
      database.url,
      `SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
    );

    expect(rows).toEqual([{ tables: Object.keys(Prisma.ModelName).length }]);
  });
});
