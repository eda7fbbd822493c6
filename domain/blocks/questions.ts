/** Questions without an answer in the book, counted from one. */
import { h } from 'hastscript';
import { z } from 'zod';
import { proseText } from '../text/markdown.ts';
import { ProseSchema } from '../text/prose.ts';
import type { BlockType } from './block.ts';

export const QuestionsBlockSchema = z.strictObject({ type: z.literal('questions'), items: z.array(ProseSchema) });

export const questionsBlock: BlockType<z.infer<typeof QuestionsBlockSchema>> = {
  schema: QuestionsBlockSchema,
  isEmpty: ({ items }) => items.length === 0,
  proses: ({ items }) => items,
  pieces: ({ items }) => items.map(proseText),
  html: ({ items }, page) => [
    h(
      'ol',
      items.map((item) => h('li', page.prose(item))),
    ),
  ],
  typst: ({ items }, page) => `#enum(tight: false, ${items.map((item) => `[${page.prose(item)}]`).join(', ')})\n\n`,
};
