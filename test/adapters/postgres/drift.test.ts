/**
 * prisma/schema.prisma says what the migrations make: the database that Prisma would make of it has the same columns, keys
 * and indexes. What Prisma cannot say is left out: partial indexes, checks, triggers, lists that are never null.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';
import { createTestDatabase, testPostgresUrl, type TestDatabase } from '../../services.ts';
import { aDatabaseUrl, dropDatabase, rowsOf } from './database.ts';

/** As far as it is needed here: the types of Node 20 leave it to those of browsers. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
};

const OURS = `n.nspname = 'public' AND t.relname <> '_prisma_migrations'`;
const CATALOGUE = `
  SELECT t.relname || '.' || a.attname || ': ' || format_type(a.atttypid, a.atttypmod)
      || CASE WHEN a.attnotnull AND y.typcategory <> 'A' THEN ' NOT NULL' ELSE '' END
      || CASE WHEN a.attgenerated = '' AND y.typcategory <> 'A' THEN coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
           ELSE '' END AS line
    FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid JOIN pg_namespace n ON n.oid = t.relnamespace
      JOIN pg_type y ON y.oid = a.atttypid
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE ${OURS} AND t.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL
  SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
      JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE ${OURS} AND i.indpred IS NULL
  UNION ALL
  SELECT t.relname || ': ' || pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
      JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE ${OURS} AND c.contype IN ('f', 'p', 'u')
  ORDER BY 1`;

let migrated: TestDatabase;
beforeAll(async () => {
  migrated = await createTestDatabase();
  const binary = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = readFileSync(binary.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': { ...engine } });
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
});
afterAll(() => migrated.drop());

/** The statements with which Prisma would make an empty database what the schema says. */
async function scriptOfSchema(): Promise<string> {
  const files = [{ path: 'schema.prisma', content: readFileSync('prisma/schema.prisma', 'utf8') }];
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: migrated.url }));
  const prisma = await engine.SchemaEngine.new(
    { datamodels: files.map(({ path, content }) => [path, content]) },
    () => undefined,
    adapter,
  );
  const { stdout } = await prisma.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout ?? '';
}

it('the schema names every column, key and index that the migrations make, and no other', async () => {
  const url = aDatabaseUrl();
  await rowsOf(testPostgresUrl(), `CREATE DATABASE ${new URL(url).pathname.slice(1)}`);
  try {
    await rowsOf(url, await scriptOfSchema());
    const lines = async (from: string) => (await rowsOf(from, CATALOGUE)).map(({ line }) => line);

    expect(await lines(url)).toEqual(await lines(migrated.url));
  } finally {
    await dropDatabase(url);
  }
});
