import { studentOnly, type ExportDefinition } from '../../../domain/exports/definition.ts';

const epub: ExportDefinition = {
  kind: 'epub',
  mediaType: 'application/epub+zip',
  extension: 'epub',
  queue: 'publishing',
  module: import.meta.url,
  variantsOf: studentOnly,
  render: async ({ manuscript }) => (await import('./epub.ts')).renderEpub(manuscript),
};
export default epub;
