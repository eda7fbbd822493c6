/** Starts the services of the test run. Loaded by jest outside its module system, so TypeScript comes through tsx. */
import { tsImport } from 'tsx/esm/api';

export default async function globalSetup() {
  const { startTestServices } = await tsImport('./services.ts', import.meta.url);
  let toldAt = Date.now();
  const onProgress = (detail) => {
    if (Date.now() - toldAt < 5_000) return;
    toldAt = Date.now();
    process.stderr.write(`Building the Temporal server: ${detail}\n`);
  };
  const stop = await startTestServices(onProgress);
  globalThis.stopTestServices = stop;
  // The services have process groups of their own: a run that is cut off takes them along.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(name, () => void stop().finally(() => process.kill(process.pid, name)));
  }
}
