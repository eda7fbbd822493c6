/** A slow step that is seen to move: one rewritten line on a terminal, a line every few seconds elsewhere. On stderr. */
import { clearInterval, setInterval } from 'node:timers';

export function showProgress(title, detail) {
  const startedAt = Date.now();
  const isTerminal = process.stderr.isTTY === true;
  const write = () => {
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    const extra = detail();
    const line = `${title} … ${seconds} s${extra ? `, ${extra}` : ''}`;
    process.stderr.write(isTerminal ? `\r\u001b[2K${line}` : `${line}\n`);
  };
  write();
  const timer = setInterval(write, isTerminal ? 500 : 5_000);
  return {
    stop() {
      clearInterval(timer);
      if (isTerminal) process.stderr.write('\r\u001b[2K');
      process.stderr.write(`${title}: ${((Date.now() - startedAt) / 1000).toFixed(1)} s\n`);
    },
  };
}
