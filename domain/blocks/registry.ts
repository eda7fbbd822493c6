/** The types of block that a manuscript may hold. A new type is its own file and one line in each of the two lists. */
import type { ElementContent } from 'hast';
import { z } from 'zod';
import type { Prose } from '../text/prose.ts';
import type { BlockType, HtmlPage, TypstPage } from './block.ts';
import { ExercisesBlockSchema, exercisesBlock } from './exercises.ts';
import { IndexBlockSchema, indexBlock } from './index-entries.ts';
import { ObjectivesBlockSchema, objectivesBlock } from './objectives.ts';
import { ProseBlockSchema, proseBlock } from './prose.ts';
import { QuestionsBlockSchema, questionsBlock } from './questions.ts';
import { ScriptureBlockSchema, scriptureBlock } from './scripture.ts';
import { SolutionsBlockSchema, solutionsBlock } from './solutions.ts';
import { SourcesBlockSchema, sourcesBlock } from './sources.ts';
import { TermsBlockSchema, termsBlock } from './terms.ts';

export const BlockSchema = z.discriminatedUnion('type', [
  ProseBlockSchema,
  ObjectivesBlockSchema,
  TermsBlockSchema,
  ExercisesBlockSchema,
  SolutionsBlockSchema,
  QuestionsBlockSchema,
  ScriptureBlockSchema,
  SourcesBlockSchema,
  IndexBlockSchema,
]);
export type Block = z.infer<typeof BlockSchema>;
type Type = Block['type'];
type Blocks = { [T in Type]: Extract<Block, { type: T }> };

const BLOCK_TYPES: { [T in Type]: BlockType<Blocks[T]> } = {
  prose: proseBlock,
  objectives: objectivesBlock,
  terms: termsBlock,
  exercises: exercisesBlock,
  solutions: solutionsBlock,
  questions: questionsBlock,
  scripture: scriptureBlock,
  sources: sourcesBlock,
  index: indexBlock,
};

export const isEmptyBlock = (block: Block): boolean => typeOf(block, (type, own) => type.isEmpty(own));

export const blockProses = (block: Block): Prose[] => typeOf(block, (type, own) => type.proses(own));

/** The pieces of text of a block in reading order, none of them empty. */
export const blockPieces = (block: Block): string[] =>
  typeOf(block, (type, own) => type.pieces(own)).filter((piece) => piece.trim() !== '');

export const blockHtml = (block: Block, page: HtmlPage): ElementContent[] =>
  typeOf(block, (type, own) => type.html(own, page));

export const blockTypst = (block: Block, page: TypstPage): string =>
  typeOf(block, (type, own) => type.typst(own, page));

/** The block beside the type that it is of: the compiler keeps the two together. */
function typeOf<T extends Type, Result>(
  block: { [K in T]: { type: K } & Blocks[K] }[T],
  use: <K extends T>(type: BlockType<Blocks[K]>, own: Blocks[K]) => Result,
): Result {
  return use<T>(BLOCK_TYPES[block.type], block);
}
