/** Running text. */
import { z } from 'zod';
import { proseText } from '../text/markdown.ts';
import { ProseSchema } from '../text/prose.ts';
import type { BlockType } from './block.ts';

export const ProseBlockSchema = z.strictObject({ type: z.literal('prose'), content: ProseSchema });

export const proseBlock: BlockType<z.infer<typeof ProseBlockSchema>> = {
  schema: ProseBlockSchema,
  isEmpty: ({ content }) => content.children.length === 0,
  proses: ({ content }) => [content],
  pieces: ({ content }) => proseText(content).split('\n\n'),
  html: ({ content }, page) => page.prose(content),
  typst: ({ content }, page) => page.prose(content),
};
