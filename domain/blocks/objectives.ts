/** What the student can do after the chapter: a list in a panel. */
import { h } from 'hastscript';
import { z } from 'zod';
import { proseText } from '../text/markdown.ts';
import { ProseSchema } from '../text/prose.ts';
import type { BlockType } from './block.ts';

export const ObjectivesBlockSchema = z.strictObject({ type: z.literal('objectives'), items: z.array(ProseSchema) });

export const objectivesBlock: BlockType<z.infer<typeof ObjectivesBlockSchema>> = {
  schema: ObjectivesBlockSchema,
  isEmpty: ({ items }) => items.length === 0,
  proses: ({ items }) => items,
  pieces: ({ items }) => items.map(proseText),
  html: ({ items }, page) => [
    h(
      'ul',
      { className: ['panel'] },
      items.map((item) => h('li', page.prose(item))),
    ),
  ],
  typst: ({ items }, page) => `#panel[#list(${items.map((item) => `[${page.prose(item)}]`).join(', ')})]\n\n`,
};
