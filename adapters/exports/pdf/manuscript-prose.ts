/** Every piece of prose in a manuscript, in reading order. */
import { blockProses } from '../../../domain/blocks/registry.ts';
import type { Manuscript } from '../../../domain/manuscript/manuscript.ts';
import type { Prose } from '../../../domain/text/prose.ts';

export const proseOf = ({ front, chapters, back }: Manuscript): Prose[] =>
  [...front, ...chapters.flatMap(({ sections }) => sections), ...back]
    .flatMap(({ blocks }) => blocks)
    .flatMap(blockProses);
