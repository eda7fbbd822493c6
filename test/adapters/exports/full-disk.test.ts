import { readdir } from 'node:fs/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createExporter } from '../../../adapters/exports/exporter.ts';
import { createFileStorage } from '../../../adapters/storage/file-storage.ts';
import { runHere } from '../../fakes/run-here.ts';
import { aManuscript } from '../../fixtures/manuscripts/a-manuscript.ts';
import { aStored } from '../../fixtures/manuscripts/a-stored.ts';
import { mountTinyDisk, unmountTinyDisk } from '../storage/tiny-disk.ts';

const tiny = mountTinyDisk();
const itFills = tiny === null ? it.skip : it;
const reason = tiny === null ? ' (skipped: mounting a tmpfs needs root)' : '';

describe('an export onto a full disk', () => {
  afterAll(() => unmountTinyDisk(tiny));

  itFills(`stores what fits, names what does not, and goes on once there is room${reason}`, async () => {
    const root = tiny ?? '';
    const storage = createFileStorage(root);
    const exporter = createExporter({ storage, runApart: runHere, timeoutMs: 60_000, memoryMb: 2_048 });
    const manuscript = aManuscript();
    const { signal } = new AbortController();
    const attempt = (kind: string) =>
      exporter.exportManuscript({ manuscript: aStored(manuscript), kind, variant: 'student', signal });

    await attempt('epub');
    // One after the other: what a larger export has written before it fails would leave no room for the smaller.
    for (const kind of ['html', 'pdf']) {
      await expect(attempt(kind)).rejects.toMatchObject({ code: 'StorageFull', kind: 'transient' });
    }

    const names = await readdir(`${root}/books/${manuscript.courseId}/${manuscript.bookId}`);
    expect(names.map((name) => name.replace(/^.*\./, '')).sort()).toEqual(['epub', 'json']);

    await storage.remove(manuscript);
    const again = await attempt('epub');
    expect(await storage.verify(again.path)).toMatchObject({ sha256: again.sha256 });
  });
});
