/** Where exports are stored: the folder that STORAGE_URL names, or `exports` in the data folder. */
import { access, constants, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LibraryError } from '../../domain/failure.ts';

/** @param storageUrl `file:///…`; undefined: the data folder */
export const storageRoot = (storageUrl: string | undefined, dataDir: string): string =>
  storageUrl === undefined ? join(dataDir, 'exports') : fileURLToPath(storageUrl);

/**
 * Found out before the first word of a book is paid for.
 * @throws LibraryError InputInvalid when no file can be stored there
 */
export async function requireStorage(storageUrl: string | undefined, dataDir: string): Promise<void> {
  const root = storageRoot(storageUrl, dataDir);
  try {
    await mkdir(root, { recursive: true });
    await access(root, constants.W_OK);
  } catch (error) {
    throw new LibraryError(
      'InputInvalid',
      `No book can be stored in ${root} (STORAGE_URL, or exports in DATA_DIR): ${String(error)}.`,
      { cause: error },
    );
  }
}
