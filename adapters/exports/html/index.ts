import { studentOnly, type ExportDefinition } from '../../../domain/exports/definition.ts';

const html: ExportDefinition = {
  kind: 'html',
  mediaType: 'text/html',
  extension: 'html',
  queue: 'publishing',
  module: import.meta.url,
  variantsOf: studentOnly,
  render: async ({ manuscript }) => {
    const { manuscriptToHtml } = await import('../../../domain/render/html/html.ts');
    return Buffer.from(manuscriptToHtml(manuscript), 'utf8');
  },
};
export default html;
