/** `npm test`: set-up, then every test. The last line counts them; no test at all is a failure. */
import { mkdtempSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode } from './run-node.mjs';
import { ROOT, setUp } from './setup.mjs';

const folder = mkdtempSync(join(tmpdir(), 'scrolllibrary-counts-'));
const countsFile = join(folder, 'counts.json');
try {
  await setUp();
  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const code = await runNode(
    ['--experimental-vm-modules', '--no-warnings', jest, '--forceExit', ...process.argv.slice(2)],
    {
      cwd: ROOT,
      env: { ...process.env, TEST_COUNTS_FILE: countsFile },
    },
  );
  const counts = existsSync(countsFile) ? JSON.parse(readFileSync(countsFile, 'utf8')) : undefined;
  const { passed, failed, skipped } = counts ?? { passed: 0, failed: 1, skipped: 0 };
  if (code === 0 && (failed > 0 || passed === 0)) process.exitCode = 1;
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
} catch (error) {
  process.stderr.write(`Set-up failed. ${error.message}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
