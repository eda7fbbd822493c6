/** Writes the counts of the run to the file that tools/test.mjs names, for its last line. */
import { writeFileSync } from 'node:fs';

export default class CountsReporter {
  onRunComplete(_contexts, results) {
    const file = process.env.TEST_COUNTS_FILE;
    if (!file) return;
    // A suite that cannot even be loaded has no tests to count, and is a failure all the same.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    writeFileSync(file, JSON.stringify({ passed: results.numPassedTests, failed, skipped }));
  }
}
