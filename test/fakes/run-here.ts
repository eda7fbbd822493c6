/** In place of worker threads: runs the work here, on copies, as a thread would have them. */
import type { RunApart } from '../../domain/ports/run-apart.ts';

export const runHere: RunApart = async (work, input) => structuredClone(work(structuredClone(input)));
