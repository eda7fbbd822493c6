/** Which files there are to make of a manuscript, for whoever runs it away from the loop that keeps the calls alive. */
import { LibraryError } from '../failure.ts';
import { readManuscript } from '../manuscript/manuscript.ts';
import type { StoredText } from '../stored.ts';
import type { ExportDefinition } from './definition.ts';
import type { PlannedExport } from './export.ts';

export const exportWork = (definitions: readonly ExportDefinition[]) => ({
  /** @throws LibraryError InputInvalid for a kind that is not known; StoredUnreadable */
  planKinds: ({ stored, kinds }: { stored: StoredText; kinds: readonly string[] }): PlannedExport[] => {
    const wanted = kinds.map((kind) => findKind(definitions, kind));
    const manuscript = readManuscript(stored);
    return wanted.flatMap(({ kind, queue, variantsOf }) =>
      variantsOf(manuscript).map(({ variant }) => ({ kind, variant, queue })),
    );
  },
});

/** @throws LibraryError InputInvalid */
export function findKind(definitions: readonly ExportDefinition[], kind: string): ExportDefinition {
  const found = definitions.find((definition) => definition.kind === kind);
  if (found) return found;
  const known = definitions.map((definition) => definition.kind).join(', ');
  throw new LibraryError('InputInvalid', `Expected a kind of export to be one of ${known}, got "${kind}".`);
}
