/**
 * `node tools/run.mjs FILE.ts [arguments]`: set-up, then the file through tsx, with our standard streams and exit code.
 *
 * The command gets a process group of its own and hears of Ctrl-C from us alone: npm and the terminal would tell it
 * two or three times, and a second Ctrl-C means "hurry".
 */
import { ROOT, setUp } from './setup.mjs';
import { runNode } from './run-node.mjs';

const args = process.argv.slice(2);
const onlySetup = args[0] === '--only-setup';
try {
  await setUp();
} catch (error) {
  process.stderr.write(`Set-up failed. ${error.message}\n`);
  process.exit(1);
}
if (!onlySetup) {
  const leash = new URL('./leash.mjs', import.meta.url).href;
  await runNode(['--import', 'tsx', '--import', leash, ...args], { cwd: ROOT });
}
