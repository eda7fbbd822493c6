import { studentVolumes, variantVolume, type ExportDefinition } from '../../../domain/exports/definition.ts';

const pdf: ExportDefinition = {
  kind: 'pdf',
  mediaType: 'application/pdf',
  extension: 'pdf',
  queue: 'publishing',
  module: import.meta.url,
  variantsOf: studentVolumes,
  // The typesetter alone costs a hundred megabytes.
  render: async ({ manuscript, variant }) => (await import('./pdf.ts')).renderPdf(variantVolume(manuscript, variant)),
};
export default pdf;
