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

const snakeCase = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();

describe('a migrated database', () => {
  it.each(Object.keys(Prisma.ModelName))('has every column of model %s', async (model) => {
    const delegate: unknown = Reflect.get(prisma, model[0]?.toLowerCase() + model.slice(1));
    const { findFirst } = delegate as { findFirst(): Promise<unknown> };

    await expect(findFirst()).resolves.toBeNull();
  });

  it.each(Object.entries(enums))('has the values of enum %s in the same order', async (name, values) => {
    const rows = await rowsOf(
      database.url,
      'SELECT e.enumlabel FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid WHERE t.typname = $1 ORDER BY e.enumsortorder',
      [snakeCase(name)],
    );

    expect(rows.map(({ enumlabel }) => enumlabel)).toEqual(Object.values(values));
  });

  it('has no table that the schema does not know', async () => {
    const rows = await rowsOf(
      database.url,
      `SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
    );

    expect(rows).toEqual([{ tables: Object.keys(Prisma.ModelName).length }]);
  });
});
