/** Pictures of formulas in Markdown notes, as course systems insert them, become formulas. */
import { fromHtml } from 'hast-util-from-html';
import { codeRanges } from '../../text/markdown.ts';
import { latexOf } from './html.ts';

const PICTURE = /<img\b[^<>]*>/giu;

export function withFormulaPictures(markdown: string): string {
  if (!/<img\b/iu.test(markdown)) return markdown;
  const code = codeRanges(markdown);
  return markdown.replace(PICTURE, (tag: string, at: number) => {
    if (code.some(({ from, to }) => from <= at && at < to)) return tag;
    const [element] = fromHtml(tag, { fragment: true }).children;
    const latex = element?.type === 'element' ? latexOf(element) : null;
    return latex === null ? tag : `$${latex.replace(/\s+/gu, ' ').trim()}$`;
  });
}
