/** A block of code that notes open and never close is closed where they end: what is quoted from it later is whole. */
import type { Nodes } from 'mdast';
import { markdownTree } from '../../text/markdown-tree.ts';

const FENCE = /^(`{3,}|~{3,})/u;

export function withClosedFence(markdown: string): string {
  if (!/`{3}|~{3}/u.test(markdown)) return markdown;
  const open = openFence(markdown);
  return open === null ? markdown : `${markdown.replace(/\n+$/u, '')}\n${open}\n`;
}

/** What closes the block that is open at the end, in its column; null when none is. */
function openFence(markdown: string): string | null {
  let last: Nodes = markdownTree(markdown);
  for (let child: Nodes | undefined = last; child; child = 'children' in child ? child.children.at(-1) : undefined) {
    last = child;
  }
  const { start, end } = last.position ?? {};
  if (last.type !== 'code' || start?.offset === undefined || end?.offset === undefined) return null;
  const block = markdown.slice(start.offset, end.offset);
  const fence = FENCE.exec(block)?.[1];
  if (fence === undefined) return null;
  const lastLine = block.split('\n').slice(1).at(-1)?.trim() ?? '';
  const isClosed = lastLine.startsWith(fence) && [...lastLine].every((sign) => sign === fence[0]);
  return isClosed ? null : `${' '.repeat(start.column - 1)}${fence}`;
}
