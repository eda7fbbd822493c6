/** Every piece of prose in a manuscript, in reading order. */
import type { Block, Manuscript } from '../../../domain/manuscript/manuscript.ts';
import type { Prose } from '../../../domain/text/prose.ts';

export const proseOf = ({ front, chapters, back }: Manuscript): Prose[] =>
  [...front, ...chapters.flatMap(({ sections }) => sections), ...back]
    .flatMap(({ blocks }) => blocks)
    .flatMap(proseOfBlock);

function proseOfBlock(block: Block): Prose[] {
  switch (block.type) {
    case 'prose':
      return [block.content];
    case 'objectives':
    case 'questions':
      return block.items;
    case 'terms':
      return block.items.map(({ definition }) => definition);
    case 'exercises':
      return block.items.map(({ question }) => question);
    case 'solutions':
      return block.items.map(({ solution }) => solution);
    case 'scripture':
      return block.items.map(({ connection }) => connection);
    case 'sources':
    case 'index':
      return [];
  }
}
