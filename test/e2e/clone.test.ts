/** The first thing that anybody does: the project in an empty folder, two commands, books. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ENV_KEYS, readEnv } from '../../adapters/env.ts';
import { stopStack } from '../../stack/stop-stack.ts';
import { testTemporalCli } from '../services.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** What a clone does not have. */
const OWN = new Set(['.git', 'node_modules', 'data', 'logs', 'generated', 'coverage', '.env']);
const PATIENCE_MS = 15 * 60_000;

const BooksSchema = z.object({
  books: z.array(
    z.object({
      courseTitle: z.string(),
      status: z.string(),
      rehearsal: z.boolean(),
      exports: z.array(z.object({ format: z.string(), path: z.string(), bytes: z.int(), sha256: z.string() })),
    }),
  ),
});

let clone: string;
beforeAll(() => {
  clone = join(mkdtempSync(join(tmpdir(), 'a clone ')), 'scroll library');
  cpSync(ROOT, clone, { recursive: true, filter: (path) => !OWN.has(basename(path)) });
});
afterAll(async () => {
  await stopStack(readEnv({ DATA_DIR: join(clone, 'data') }));
  rmSync(join(clone, '..'), { recursive: true, force: true });
});

/** The shell's settings for npm and its way to the registry; none of ours, of the test runner's, or of the npm that runs it. */
const FOREIGN =
  /^(?:TEST_|JEST_|NODE_ENV$|NODE_OPTIONS$|npm_(?!config_(?:registry|cache|ca|cafile|userconfig|(?:https_)?proxy)$))/i;
const shell = Object.fromEntries(
  Object.entries(process.env).filter(([key]) => !ENV_KEYS.includes(key) && !FOREIGN.test(key)),
);

/** Runs npm in the clone; Temporal's program is there already. @returns its output */
const npm = (...args: string[]) =>
  new Promise<string>((resolve, reject) => {
    const env = { ...shell, TEMPORAL_CLI_PATH: testTemporalCli(), npm_config_prefer_offline: 'true' };
    const options = { cwd: clone, env, maxBuffer: 64 * 1024 * 1024, timeout: PATIENCE_MS };
    const child = execFile('npm', args, options, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else reject(new Error(`npm ${args.join(' ')} ended with ${child.exitCode}: ${stderr.slice(-2000)}`));
    });
  });

it(
  'a clone writes its four books with one command, and has nothing to do the second time',
  async () => {
    expect(await npm('start', '--', '--once')).toContain('4 published');

    const { books } = BooksSchema.parse(JSON.parse(await npm('run', '-s', 'books', '--', 'list', '--json')));
    expect(books).toHaveLength(4);
    for (const { status, rehearsal, exports } of books) {
      expect({ status, rehearsal, formats: exports.map(({ format }) => format).toSorted() }).toEqual({
        status: 'published',
        rehearsal: true,
        formats: ['epub', 'html', 'pdf'],
      });
      for (const { path, bytes, sha256 } of exports) {
        const file = readFileSync(path);
        expect({ bytes: file.length, sha256: createHash('sha256').update(file).digest('hex') }).toEqual({
          bytes,
          sha256,
        });
      }
    }

    expect(await npm('start', '--', '--once')).toContain('0 published, 4 up to date');
    await npm('run', '-s', 'books', '--', 'verify', '--all');
  },
  2 * PATIENCE_MS,
);
