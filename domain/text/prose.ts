/**
 * Prose: the part of mdast that a manuscript may hold.
 *
 * Source: mdast 5 (https://github.com/syntax-tree/mdast), GFM tables, and math nodes as remark-math names them.
 */
import type { Root } from 'mdast';
import { z } from 'zod';

const text = z.object({ type: z.enum(['text', 'inlineCode', 'inlineMath', 'math']), value: z.string() });
const code = z.object({ type: z.literal('code'), lang: z.string().nullish(), value: z.string() });
const leaf = z.object({ type: z.enum(['break', 'thematicBreak']) });
const heading = z.object({
  type: z.literal('heading'),
  depth: z.int().min(1).max(6),
  get children() {
    return z.array(NodeSchema);
  },
});
const table = z.object({
  type: z.literal('table'),
  align: z.array(z.enum(['left', 'right', 'center']).nullable()).nullish(),
  get children() {
    return z.array(NodeSchema);
  },
});
const list = z.object({
  type: z.literal('list'),
  ordered: z.boolean().nullish(),
  start: z.int().nullish(),
  get children() {
    return z.array(NodeSchema);
  },
});
const parent = z.object({
  type: z.enum(['paragraph', 'blockquote', 'listItem', 'tableRow', 'tableCell', 'emphasis', 'strong', 'delete']),
  get children() {
    return z.array(NodeSchema);
  },
});
const NodeSchema: z.ZodType = z.lazy(() => z.union([text, code, leaf, heading, table, list, parent]));
const RootSchema = z.object({ type: z.literal('root'), children: z.array(NodeSchema) });

/** True when every node of the tree is of a kind that every export can show. */
export const isCleanRoot = (tree: unknown): tree is Root => RootSchema.safeParse(tree).success;

/** A cleaned mdast root; checked node by node on every read. */
export const ProseSchema = z.custom<Root>(isCleanRoot, 'not a cleaned mdast root');
export type Prose = Root;
