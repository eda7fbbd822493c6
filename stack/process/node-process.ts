/** Our own programs as processes: Node with tsx, named after their data folder so that they are known again. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** Most of what a step makes is gone when it ends: with room for many steps, little of it is copied on its way out. */
const YOUNG_MB = 64;

/** Arguments for Node. The title stands in the process list: what it is, and whose. */
export function nodeArguments({ title, heapMb, file, args }: NodeProgram): string[] {
  return [
    `--title=${title}`,
    `--max-old-space-size=${heapMb}`,
    `--max-semi-space-size=${YOUNG_MB}`,
    '--import',
    'tsx',
    join(PROJECT, file),
    ...args,
  ];
}

export interface NodeProgram {
  title: string;
  heapMb: number;
  /** Inside the project. */
  file: string;
  args: string[];
}
