/** Exercises under their numbers, by which the solutions are found. */
import { h } from 'hastscript';
import { z } from 'zod';
import { proseText } from '../text/markdown.ts';
import { ProseSchema } from '../text/prose.ts';
import type { BlockType } from './block.ts';
import { typstNumbered } from './numbered.ts';

export const ExercisesBlockSchema = z.strictObject({
  type: z.literal('exercises'),
  items: z.array(z.strictObject({ number: z.int(), question: ProseSchema })),
});

export const exercisesBlock: BlockType<z.infer<typeof ExercisesBlockSchema>> = {
  schema: ExercisesBlockSchema,
  isEmpty: ({ items }) => items.length === 0,
  proses: ({ items }) => items.map(({ question }) => question),
  pieces: ({ items }) => items.map(({ number, question }) => `${number}. ${proseText(question)}`),
  html: ({ items }, page) => [
    h(
      'ol',
      items.map(({ number, question }) => h('li', { value: number }, page.prose(question))),
    ),
  ],
  typst: ({ items }, page) =>
    typstNumbered(items.map(({ number, question }) => ({ number, body: page.prose(question) }))),
};
