/** Terms with their definitions: a chapter's key terms, or the glossary. */
import { h } from 'hastscript';
import { z } from 'zod';
import { proseText } from '../text/markdown.ts';
import { ProseSchema } from '../text/prose.ts';
import type { BlockType } from './block.ts';

export const TermsBlockSchema = z.strictObject({
  type: z.literal('terms'),
  items: z.array(z.strictObject({ term: z.string(), definition: ProseSchema })),
});

export const termsBlock: BlockType<z.infer<typeof TermsBlockSchema>> = {
  schema: TermsBlockSchema,
  isEmpty: ({ items }) => items.length === 0,
  proses: ({ items }) => items.map(({ definition }) => definition),
  pieces: ({ items }) => items.map(({ term, definition }) => `${term}: ${proseText(definition)}`),
  html: ({ items }, page) => [
    h(
      'dl',
      items.flatMap(({ term, definition }) => [h('dt', page.text(term)), h('dd', page.prose(definition))]),
    ),
  ],
  typst: ({ items }, page) =>
    `#terms(tight: false, ${items
      .map(({ term, definition }) => `terms.item([${page.text(term)}], [${page.prose(definition)}])`)
      .join(', ')})\n\n`,
};
