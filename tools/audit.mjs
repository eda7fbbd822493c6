/**
 * `npm run check:audit`: no known weakness of high or critical severity in what runs in production.
 *
 * Needs a registry that answers audits. Where none does, the check says so and passes: what cannot be asked is no fault
 * of the code.
 */
import { spawnSync } from 'node:child_process';
import { ROOT } from './setup.mjs';

const GRAVE = ['high', 'critical'];

const { stdout, error } = spawnSync(
  'npm',
  ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000'],
  { cwd: ROOT, encoding: 'utf8' },
);
const answer = error ? { message: error.message } : readJson(stdout);
if (!answer.auditReportVersion) {
  console.log(`Audit skipped, because no registry answered: ${answer.message ?? stdout}`);
} else {
  const grave = Object.values(answer.vulnerabilities).filter(({ severity }) => GRAVE.includes(severity));
  for (const { name, severity, range } of grave) console.error(`${severity}: ${name} ${range}`);
  console.log(`${grave.length} packages with weaknesses of high or critical severity`);
  if (grave.length > 0) process.exitCode = 1;
}

/** An npm that is cut off may leave no document at all. */
function readJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
