/** What the course rests on, with author, licence and address. */
import { h } from 'hastscript';
import { z } from 'zod';
import type { BlockType } from './block.ts';

const SourceSchema = z.strictObject({
  title: z.string(),
  author: z.string().nullable(),
  licence: z.string().nullable(),
  attribution: z.string().nullable(),
  url: z.string().nullable(),
});
type Source = z.infer<typeof SourceSchema>;

export const SourcesBlockSchema = z.strictObject({ type: z.literal('sources'), items: z.array(SourceSchema) });

export const sourcesBlock: BlockType<z.infer<typeof SourcesBlockSchema>> = {
  schema: SourcesBlockSchema,
  isEmpty: ({ items }) => items.length === 0,
  proses: () => [],
  pieces: ({ items }) =>
    items.map(({ title, author, attribution }) =>
      [title, author, attribution].filter((part) => part !== null).join('. '),
    ),
  html: ({ items }, page) => [
    h(
      'ul',
      items.map((source) => {
        const link = webAddress(source.url);
        const lines = sourceLines(source, page.labels.licence).flatMap((line) => [h('br'), ...page.text(line)]);
        return h(
          'li',
          h('cite', page.text(source.title)),
          lines,
          link === null ? [] : [h('br'), h('a', { href: link }, link)],
        );
      }),
    ),
  ],
  typst: ({ items }, page) =>
    `#list(${items
      .map((source) => {
        const link = webAddress(source.url);
        const lines = sourceLines(source, page.labels.licence).map((line) => `#linebreak()${page.text(line)}`);
        const address = link === null ? '' : `#linebreak()#link(${page.string(link)})[${page.text(link)}]`;
        return `[#emph[${page.text(source.title)}]${lines.join('')}${address}]`;
      })
      .join(', ')})\n\n`,
};

/** Author, licence and attribution, each a line; what the course does not know is left out. */
const sourceLines = (source: Source, licenceLabel: string): string[] =>
  [source.author, source.licence === null ? null : `${licenceLabel}: ${source.licence}`, source.attribution].filter(
    (line): line is string => line !== null && line.trim() !== '',
  );

/** An address that a reader may follow; null for anything that is not a page of the web. */
export const webAddress = (url: string | null): string | null =>
  url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? new URL(url).href : null;
