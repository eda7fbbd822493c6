/**
 * A library as it is after years, made by the database itself: every course has a published book, and a run is in the middle of
 * writing the next editions.
 */
import { Client } from 'pg';

export const CHAPTERS = 12;
/** A chapter's sections, its frame and its study material. */
const PARTS = 5;
const CALLS = 500;
const PASSAGES = 150;
const LECTURES = 5;
const EVENTS = 20;
/** Of the run that is alive, courses that are written now and courses that wait. */
const IN_WORK = 50;
const WAITING_SHARE = 0.1;

/** The runs of the seed. */
export const PAST_RUN = '00000000-0000-4000-8000-000000000001';
export const LIVE_RUN = '00000000-0000-4000-8000-000000000002';

/** Ids are computed, so that no statement has to look another's up. */
const ID = {
  course: (n: string) => `('10000000-0000-4000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`,
  module: (n: string) => `('20000000-0000-4000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`,
  book: (n: string) => `('30000000-0000-4000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`,
};
/** A paragraph of words, of five thousand that the library knows: eight bytes each. */
const TEXT = (n: string, words = 100) =>
  `(SELECT string_agg('word' || (${n}::bigint * w * 7919 + w * w) % 5003, ' ') FROM generate_series(1, ${words}) w)`;

const statements = (books: number): [table: string, sql: string][] => [
  [
    'courses',
    `INSERT INTO courses (id, code, title, subject, level, language, enrolment_count, textbook_id)
     SELECT ${ID.course('n')}, 'C-' || n, 'Course ' || md5(n::text), 'Subject ' || n % 20, 'beginner', 'en', n % 997, ${ID.book('n')}
     FROM generate_series(1, ${books}) n`,
  ],
  [
    'course_modules',
    `INSERT INTO course_modules (id, course_id, position, title)
     SELECT ${ID.module('n')}, ${ID.course(`(n - 1) / ${CHAPTERS} + 1`)}, n % ${CHAPTERS}, 'Module ' || n
     FROM generate_series(1, ${books * CHAPTERS}) n`,
  ],
  [
    'lectures',
    `INSERT INTO lectures (module_id, position, title, notes)
     SELECT ${ID.module(`(n - 1) / ${LECTURES} + 1`)}, n % ${LECTURES}, 'Lecture ' || n, ${TEXT('n')}
     FROM generate_series(1, ${books * CHAPTERS * LECTURES}) n`,
  ],
  [
    'scroll_books',
    `INSERT INTO scroll_books (id, course_id, course_title, edition, status, standard, standard_hash, model, is_rehearsal,
       course_hash, course_revision, chapter_count, words, published_at, exported_kinds, outline)
     SELECT ${ID.book('n')}, ${ID.course('n')}, 'Course ' || md5(n::text), 1, 'published', 'scroll', 'standard', 'a-model', FALSE,
       'course', 1, ${CHAPTERS}, 60000, now(), ARRAY['pdf', 'epub', 'html'], jsonb_build_object('chapters', (
         SELECT jsonb_agg(jsonb_build_object('number', c, 'title', 'Chapter ' || c, 'brief', ${TEXT('(n * 100 + c)')}))
         FROM generate_series(1, ${CHAPTERS}) c))
     FROM generate_series(1, ${books}) n`,
  ],
  [
    'scroll_parts',
    `INSERT INTO scroll_parts (book_id, chapter_number, part, revision, content, words)
     SELECT ${ID.book(`(n - 1) / ${CHAPTERS * PARTS} + 1`)}, (n - 1) / ${PARTS} % ${CHAPTERS} + 1, 'section:' || n % ${PARTS}, 0,
       jsonb_build_object('body', ${TEXT('n')}), 1000
     FROM generate_series(1, ${books * CHAPTERS * PARTS}) n`,
  ],
  [
    'scroll_chapters',
    `INSERT INTO scroll_chapters (book_id, number, revision, title, words, content)
     SELECT ${ID.book(`(n - 1) / ${CHAPTERS} + 1`)}, (n - 1) % ${CHAPTERS} + 1, 0, 'Chapter ' || n, 5000, '{}'
     FROM generate_series(1, ${books * CHAPTERS}) n`,
  ],
  [
    'scroll_manuscripts',
    `INSERT INTO scroll_manuscripts (book_id, content, words)
     SELECT ${ID.book('n')}, jsonb_build_object('chapters', (
       SELECT jsonb_agg(${TEXT(`(n * ${CHAPTERS * PARTS} + p)`)}) FROM generate_series(1, ${CHAPTERS * PARTS}) p)), 60000
     FROM generate_series(1, ${books}) n`,
  ],
  [
    'scroll_exports',
    `INSERT INTO scroll_exports (book_id, kind, variant, audience, media_type, path, bytes, sha256)
     SELECT ${ID.book('n')}, kind, 'student', 'student', kind, md5(n::text) || '.' || kind, 1000000, md5(n::text) || md5(kind)
     FROM generate_series(1, ${books}) n, unnest(ARRAY['pdf', 'epub', 'html']) kind`,
  ],
  [
    'scroll_passages',
    `INSERT INTO scroll_passages (book_id, course_id, chapter_number, section_id, position, heading, content)
     SELECT ${ID.book(`(n - 1) / ${PASSAGES} + 1`)}, ${ID.course(`(n - 1) / ${PASSAGES} + 1`)}, n % ${CHAPTERS} + 1, 's' || n % 60,
       n % ${PASSAGES}, 'Heading ' || n % 997, ${TEXT('n', 40)}
     FROM generate_series(1, ${books * PASSAGES}) n`,
  ],
  [
    'generation_runs',
    `INSERT INTO generation_runs (id, workflow_id, first_run_id, status, input, concurrency, started_at, finished_at)
     VALUES ('${PAST_RUN}', 'library/past', 'past', 'completed', '{}', 50, now() - interval '90 days', now() - interval '60 days'),
       ('${LIVE_RUN}', 'library/all', 'live', 'running', '{}', ${IN_WORK}, now() - interval '9 days', NULL)`,
  ],
  [
    'generation_run_courses',
    `INSERT INTO generation_run_courses (run_id, course_id, title, position, slot, status, book_id, started_at, finished_at,
       calls, priced_calls, input_tokens, output_tokens, cost_usd)
     SELECT run::uuid, ${ID.course('n')}, 'Course ' || md5(n::text), n,
       CASE WHEN state = 'waiting' THEN NULL ELSE n % ${IN_WORK} + 1 END, state::run_course_status, ${ID.book('n')},
       CASE WHEN state <> 'waiting' THEN now() END, CASE WHEN state = 'published' THEN now() END,
       ${CALLS / 2}, ${CALLS / 2}, ${CALLS * 1_000}, ${CALLS * 1_000}, 0.5
     FROM unnest(ARRAY['${PAST_RUN}', '${LIVE_RUN}']) run, generate_series(1, ${books}) n, LATERAL (SELECT CASE
       WHEN run = '${PAST_RUN}' OR n <= ${Math.floor(books * (1 - WAITING_SHARE)) - IN_WORK} THEN 'published'
       WHEN n <= ${Math.floor(books * (1 - WAITING_SHARE))} THEN 'inProgress' ELSE 'waiting' END AS state) s`,
  ],
  [
    'model_calls',
    `INSERT INTO model_calls (call_key, course_id, book_id, run_id, purpose, chapter_number, part, revision, ask, model,
       is_rehearsal, prompt_hash, status, finish_reason, input_tokens, output_tokens, cost_usd, latency_ms, created_at,
       answered_at, opened_at)
     SELECT md5(n::text) || md5(n::text), ${ID.course(`(n - 1) / ${CALLS} + 1`)}, ${ID.book(`(n - 1) / ${CALLS} + 1`)},
       CASE n % 2 WHEN 0 THEN '${PAST_RUN}' ELSE '${LIVE_RUN}' END::uuid,
       (ARRAY['outline', 'section', 'frame', 'study', 'judge'])[n % 5 + 1], n % ${CHAPTERS} + 1, 'section:' || n % ${PARTS},
       0, n % 3 + 1, 'a-model', FALSE, md5(n::text) || md5(n::text), 'answered', 'stop', 2000, 1500, 0.001, 9000,
       now() - n * interval '1 second', now() - n * interval '1 second', now() - n * interval '1 second'
     FROM generate_series(1, ${books * CALLS}) n`,
  ],
  [
    'course_events',
    `INSERT INTO course_events (course_id, kind, processed_at, outcome)
     SELECT ${ID.course(`n % ${books} + 1`)}, 'changed', now(), 'outdated' FROM generate_series(1, ${books * EVENTS}) n`,
  ],
];

/** Fills an empty database. Indexes are made after the rows, as a dump does it. */
export async function seed(url: string, books: number, onTable: (table: string, ms: number) => void): Promise<void> {
  // A connection without the library's watch over silence: a statement takes minutes here.
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    // Neither triggers nor foreign keys: what is written is sound, and no event is to be relayed.
    await client.query("SET session_replication_role = replica; SET maintenance_work_mem = '512MB'");
    for (const [table, sql] of statements(books)) {
      const from = performance.now();
      const indexes = await dropIndexes(client, table);
      await client.query(sql);
      for (const index of indexes) await client.query(index);
      onTable(table, performance.now() - from);
    }
    await client.query('RESET session_replication_role');
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}

/** Drops those that no constraint needs. @returns the statements that make them again */
async function dropIndexes(client: Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
     WHERE i.indrelid = $1::regclass AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
    [table],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition);
}
