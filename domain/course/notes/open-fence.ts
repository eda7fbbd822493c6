/** A block of code that notes open and never close is closed where they end: what is quoted from it later is whole. */
import { openCode } from '../../text/open-code.ts';

export function withClosedFence(markdown: string): string {
  const open = openCode(markdown);
  return open === null ? markdown : `${markdown.replace(/\n+$/u, '')}\n${open.closing}\n`;
}
