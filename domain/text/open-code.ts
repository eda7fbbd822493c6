/** A block of code that a text opens and never closes: its rest is code to every reader. */
import type { Nodes } from 'mdast';
import { markdownTree } from './markdown-tree.ts';

const FENCE = /^(`{3,}|~{3,})/u;

/** The code of the block that is open at the end, and the line that would close it; null when none is. */
export function openCode(markdown: string): { code: string; closing: string } | null {
  if (!/`{3}|~{3}/u.test(markdown)) return null;
  let last: Nodes = markdownTree(markdown);
  for (let child: Nodes | undefined = last; child; child = 'children' in child ? child.children.at(-1) : undefined) {
    last = child;
  }
  const { start, end } = last.position ?? {};
  if (last.type !== 'code' || start?.offset === undefined || end?.offset === undefined) return null;
  const block = markdown.slice(start.offset, end.offset);
  const fence = FENCE.exec(block)?.[1];
  if (fence === undefined) return null;
  const lastLine = (block.split('\n').slice(1).at(-1) ?? '').replace(/^[>\s]+/u, '').trimEnd();
  const isClosed = lastLine.startsWith(fence) && [...lastLine].every((sign) => sign === fence[0]);
  // In a quotation its marks stand before every line; a list only indents.
  const before = markdown.slice(start.offset - start.column + 1, start.offset).replace(/[^>\s]/gu, ' ');
  return isClosed ? null : { code: last.value, closing: `${before}${fence}` };
}
