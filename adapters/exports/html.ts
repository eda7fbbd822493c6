/** HTML inside the export's own process. */
import { manuscriptToHtml } from '../../domain/render/html/html.ts';
import type { Manuscript } from '../../domain/manuscript/manuscript.ts';

export const renderHtml = (manuscript: Manuscript): Uint8Array => Buffer.from(manuscriptToHtml(manuscript), 'utf8');
