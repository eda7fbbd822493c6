/** The exercises' solutions, each under its exercise's number. */
import { h } from 'hastscript';
import { z } from 'zod';
import { proseText } from '../text/markdown.ts';
import { ProseSchema } from '../text/prose.ts';
import type { BlockType } from './block.ts';
import { typstNumbered } from './numbered.ts';

export const SolutionsBlockSchema = z.strictObject({
  type: z.literal('solutions'),
  items: z.array(z.strictObject({ number: z.int(), solution: ProseSchema })),
});

export const solutionsBlock: BlockType<z.infer<typeof SolutionsBlockSchema>> = {
  schema: SolutionsBlockSchema,
  isEmpty: ({ items }) => items.length === 0,
  proses: ({ items }) => items.map(({ solution }) => solution),
  pieces: ({ items }) => items.map(({ number, solution }) => `${number}. ${proseText(solution)}`),
  html: ({ items }, page) =>
    page.solutions === 'plain'
      ? [
          h(
            'ol',
            items.map(({ number, solution }) => h('li', { value: number }, page.prose(solution))),
          ),
        ]
      : items.map(({ number, solution }) =>
          h(
            'details',
            h('summary', h('span', { lang: page.labelsLanguage }, page.labels.solution), ` ${number}`),
            page.prose(solution),
          ),
        ),
  typst: ({ items }, page) =>
    typstNumbered(items.map(({ number, solution }) => ({ number, body: page.prose(solution) }))),
};
