import { startWatchdog } from '../../../../adapters/exports/watchdog.ts';

startWatchdog();
process.stdout.write('blocked\n', () => {
  for (;;) process.hrtime();
});
