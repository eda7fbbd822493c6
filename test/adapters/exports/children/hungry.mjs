import { Buffer } from 'node:buffer';
import { writeFileSync } from 'node:fs';

process.once('message', ({ file }) => {
  writeFileSync(file, 'half');
  // Outside the JavaScript heap, like the typesetter's memory.
  for (const held = []; ;) held.push(Buffer.alloc(20_000_000, 1));
});
