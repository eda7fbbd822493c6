/** Runs Node with our standard streams; passes signals on, each once; ends as the child ended. */
import { spawn } from 'node:child_process';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** npm repeats a terminal's signal within milliseconds; a person needs longer for a second Ctrl-C. */
const ECHO_MS = 400;

/** Returns the exit code that it also set for this process. */
export function runNode(args, { cwd, env = process.env }) {
  const child = spawn(process.execPath, args, {
    cwd,
    env,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  });
  let lastSignalAt = 0;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (Date.now() - lastSignalAt < ECHO_MS) return;
      lastSignalAt = Date.now();
      child.kill(signal);
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const name of SIGNALS) process.removeAllListeners(name);
      if (child.connected) child.disconnect();
      if (signal) process.kill(process.pid, signal);
      process.exitCode = code ?? 1;
      resolve(process.exitCode);
    });
  });
}
