/** What is printed of a source below its title. */
import type { Block } from '../manuscript/manuscript.ts';

type Source = Extract<Block, { type: 'sources' }>['items'][number];

/** Author, licence and attribution, each a line; what the course does not know is left out. */
export const sourceLines = (source: Source, licenceLabel: string): string[] =>
  [source.author, source.licence === null ? null : `${licenceLabel}: ${source.licence}`, source.attribution].filter(
    (line): line is string => line !== null && line.trim() !== '',
  );

/** An address that a reader may follow; null for anything that is not a page of the web. */
export const webAddress = (url: string | null): string | null =>
  url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? new URL(url).href : null;
