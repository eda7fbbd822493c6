/** Says of a failing folder what an operator must know: full or not. */
import { LibraryError } from '../../domain/failure.ts';
import { errorCode } from './disk.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT']);

/** True when an error of the file system means that no space is left. */
export const isStorageFull = (error: unknown): boolean => FULL.has(errorCode(error) ?? '');

/** The error of a folder without space. */
export const storageFull = (root: string, cause?: unknown): LibraryError =>
  new LibraryError('StorageFull', `No space left in ${root}. Free some, and the work goes on by itself.`, { cause });

/** @throws LibraryError StorageFull in place of the file system's own error */
export async function translateStorageErrors<T>(root: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isStorageFull(error) ? storageFull(root, error) : error;
  }
}
