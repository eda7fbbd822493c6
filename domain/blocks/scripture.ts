/** Readings from Scripture. Without an imported translation only the reference is printed: no words are put into the Bible's mouth. */
import type { Element } from 'hast';
import { h } from 'hastscript';
import { z } from 'zod';
import { proseText } from '../text/markdown.ts';
import { ProseSchema } from '../text/prose.ts';
import type { BlockType, HtmlPage, TypstPage } from './block.ts';

export const ScriptureBlockSchema = z.strictObject({
  type: z.literal('scripture'),
  items: z.array(
    z.strictObject({
      /** As printed, in the standard's form. */
      reference: z.string(),
      osis: z.string(),
      /** Verse text from an imported translation; null when none is imported: then no words are printed. */
      text: z.string().nullable(),
      translation: z.string().nullable(),
      connection: ProseSchema,
    }),
  ),
});
type ScriptureBlock = z.infer<typeof ScriptureBlockSchema>;
type Reading = ScriptureBlock['items'][number];

export const scriptureBlock: BlockType<ScriptureBlock> = {
  schema: ScriptureBlockSchema,
  isEmpty: ({ items }) => items.length === 0,
  proses: ({ items }) => items.map(({ connection }) => connection),
  pieces: ({ items }) =>
    items.map(({ reference, text, connection }) =>
      [reference, text, proseText(connection)].filter((part) => part !== null && part !== '').join('\n'),
    ),
  html: ({ items }, page) => items.flatMap((item) => [htmlReading(item, page), ...page.prose(item.connection)]),
  typst: ({ items }, page) =>
    items
      .map(
        (item) => `#reading[${page.text(item.reference)}]\n\n${typstVerse(item, page)}${page.prose(item.connection)}`,
      )
      .join(''),
};

const htmlReading = ({ reference, text, translation }: Reading, page: HtmlPage): Element =>
  text === null
    ? h('p', { className: ['reading'] }, h('strong', page.text(reference)))
    : h(
        'figure',
        { className: ['reading'] },
        h(
          'figcaption',
          h('strong', page.text(reference)),
          translation === null ? [] : [' (', ...page.text(translation), ')'],
        ),
        h('blockquote', h('p', page.text(text))),
      );

const typstVerse = ({ text, translation }: Reading, page: TypstPage): string =>
  text === null
    ? ''
    : `#quote(block: true)[${page.text(text)}${translation === null ? '' : ` #credit[${page.text(translation)}]`}]\n\n`;
