/** `progress.json` and `dashboard.json`: the run as files that other programs read, each whole or not at all. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunProgress } from '../domain/run/run.ts';

export const progressFolder = (dataDir: string): string => join(dataDir, 'enterprise-generation');

/** Safe with several writers: each writes under a name of its own and renames. */
export async function writeProgressFiles(dataDir: string, progress: RunProgress): Promise<void> {
  const folder = progressFolder(dataDir);
  await mkdir(folder, { recursive: true });
  await writeWhole(join(folder, 'progress.json'), progress);
  await writeWhole(join(folder, 'dashboard.json'), { ...progress, ...share(progress) });
}

/** What a dashboard shows first and would otherwise compute itself. */
function share({ totalCourses, completedCourses, failedCourses, heldCourses, booksPerMinute }: RunProgress) {
  const ended = completedCourses + failedCourses + heldCourses;
  return {
    percentDone: totalCourses === 0 ? 100 : Math.round((1000 * ended) / totalCourses) / 10,
    coursesPerMinute: Math.round(100 * (booksPerMinute ?? 0)) / 100,
  };
}

async function writeWhole(path: string, document: object): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, `${JSON.stringify(document, null, 2)}\n`);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
