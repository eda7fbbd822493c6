import { writeFileSync } from 'node:fs';

process.once('message', ({ file }) => {
  writeFileSync(file, 'half');
  process.send({ outcome: 'full' });
});
