/** What a block of the manuscript says, piece by piece: for counting and for the search index. */
import { proseText } from '../text/markdown.ts';
import type { Block } from './manuscript.ts';

/** The pieces of text of a block in reading order, none of them empty. */
export const blockPieces = (block: Block): string[] => piecesOf(block).filter((piece) => piece.trim() !== '');

const piecesOf = (block: Block): string[] => {
  switch (block.type) {
    case 'prose':
      return proseText(block.content).split('\n\n');
    case 'objectives':
    case 'questions':
      return block.items.map(proseText);
    case 'terms':
      return block.items.map(({ term, definition }) => `${term}: ${proseText(definition)}`);
    case 'exercises':
      return block.items.map(({ number, question }) => `${number}. ${proseText(question)}`);
    case 'solutions':
      return block.items.map(({ number, solution }) => `${number}. ${proseText(solution)}`);
    case 'scripture':
      return block.items.map(({ reference, text, connection }) =>
        [reference, text, proseText(connection)].filter((part) => part !== null && part !== '').join('\n'),
      );
    case 'sources':
      return block.items.map(({ title, author, attribution }) =>
        [title, author, attribution].filter((part) => part !== null).join('. '),
      );
    case 'index':
      return block.items.map(({ label }) => label);
  }
};
