import { studentOnly, type ExportDefinition } from '../../../domain/exports/definition.ts';

const pdf: ExportDefinition = {
  kind: 'pdf',
  mediaType: 'application/pdf',
  extension: 'pdf',
  queue: 'publishing',
  module: import.meta.url,
  variantsOf: studentOnly,
  // The typesetter alone costs a hundred megabytes.
  render: async ({ manuscript }) => (await import('./pdf.ts')).renderPdf(manuscript),
};
export default pdf;
