/**
 * Ends this process when its parent is gone.
 *
 * A thread of its own, because the typesetter blocks the main one for as long as it runs.
 */
import { Worker } from 'node:worker_threads';

const LOOK_EVERY_MS = 500;

export function startWatchdog(): void {
  // Asked here: by the time the thread runs, the parent may be gone and another process in its place.
  const source = `
    setInterval(() => { if (process.ppid !== ${process.ppid}) process.kill(process.pid, 'SIGKILL'); }, ${LOOK_EVERY_MS});
  `;
  new Worker(source, { eval: true, execArgv: [] }).unref();
}
