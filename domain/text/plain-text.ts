import { readMarkdown } from './blocks.ts';

/** A Markdown text without its marks: one line per block. */
export const plainText = (markdown: string): string =>
  readMarkdown(markdown)
    .blocks.map(({ text }) => text)
    .join('\n');
