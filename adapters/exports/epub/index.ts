import { studentVolumes, variantVolume, type ExportDefinition } from '../../../domain/exports/definition.ts';

const epub: ExportDefinition = {
  kind: 'epub',
  mediaType: 'application/epub+zip',
  extension: 'epub',
  queue: 'publishing',
  module: import.meta.url,
  variantsOf: studentVolumes,
  render: async ({ manuscript, variant }) => (await import('./epub.ts')).renderEpub(variantVolume(manuscript, variant)),
};
export default epub;
