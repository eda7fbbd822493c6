/** Temporal's own log lines, and those of workflows and activities, in the same file as everything else. */
import { Runtime, type Logger as TemporalLogger, type LogLevel } from '@temporalio/worker';
import type { Logger } from '../adapters/logging/logger.ts';

const QUIET: ReadonlySet<LogLevel> = new Set(['TRACE', 'DEBUG']);

/** Once per process, before the first worker. */
export function installRuntime(logger: Logger): void {
  const write =
    (level: 'info' | 'warn' | 'error'): TemporalLogger['info'] =>
    (message, meta) =>
      logger[level](message, meta ?? {});
  const log: TemporalLogger = {
    trace: () => undefined,
    debug: () => undefined,
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    log(level, message, meta) {
      if (QUIET.has(level)) return;
      write(level === 'ERROR' ? 'error' : level === 'WARN' ? 'warn' : 'info')(message, meta);
    },
  };
  Runtime.install({
    logger: log,
    telemetryOptions: { logging: { forward: {}, filter: { core: 'WARN', other: 'WARN' } } },
  });
}
