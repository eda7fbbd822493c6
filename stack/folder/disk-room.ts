/** Whether a service can run at all: none of them can while the disk of the data folder is full. */
import { statfsSync } from 'node:fs';

/** PostgreSQL alone takes 16 MB at a time. */
const NEEDED_BYTES = 32_000_000;

export function hasRoom(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= NEEDED_BYTES;
}
