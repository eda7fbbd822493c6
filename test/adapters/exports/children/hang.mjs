import { writeFileSync } from 'node:fs';

process.once('message', ({ file }) => {
  writeFileSync(file, 'half');
  for (;;) process.hrtime();
});
