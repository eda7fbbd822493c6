/** Index entries: a word and the chapters where it stands. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import { z } from 'zod';
import type { BlockType } from './block.ts';

export const IndexBlockSchema = z.strictObject({
  type: z.literal('index'),
  items: z.array(z.strictObject({ label: z.string(), chapters: z.array(z.int()) })),
});

export const indexBlock: BlockType<z.infer<typeof IndexBlockSchema>> = {
  schema: IndexBlockSchema,
  isEmpty: ({ items }) => items.length === 0,
  proses: () => [],
  pieces: ({ items }) => items.map(({ label }) => label),
  html: ({ items }, page) => [
    h(
      'ul',
      { className: ['index'] },
      items.map(({ label, chapters }) =>
        h(
          'li',
          page.text(label),
          ' ',
          chapters.flatMap((number, at): ElementContent[] => [
            ...(at === 0 ? [] : [{ type: 'text' as const, value: ', ' }]),
            page.chapterLink(number),
          ]),
        ),
      ),
    ),
  ],
  typst: ({ items }, page) =>
    `#index-columns[${items
      .map(
        ({ label, chapters }) =>
          `#index-entry[${page.text(label)}][${chapters.map((number) => page.chapterLink(number)).join('#", "')}]\n\n`,
      )
      .join('')}]\n\n`,
};
