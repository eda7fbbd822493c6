/** Shortcodes of WordPress and Pressbooks: formulas, and the frame around a picture with its caption. */
import { mark, type Mark } from './mark.ts';

const FORMULA = /\[latex\]([^$]{1,2000}?)\[\/latex\]/giu;
const CAPTION = /\[caption\b[^\]\n]*\]([^]{0,2000}?)\[\/caption\]/giu;
const CLOSING = '[/caption]';

const asFormula = (latex: string): string => `$${latex.replace(/\s+/gu, ' ').trim()}$`;

/** The same in a page of HTML. */
export const withoutShortcodes = (html: string): string =>
  html.replace(FORMULA, (_all, latex: string) => asFormula(latex)).replace(CAPTION, '$1');

export const wordpressMarks: readonly Mark[] = [
  mark(FORMULA, ([, latex = '']) => asFormula(latex)),
  // The tags alone: what stands between them has marks of its own.
  function* captions({ text }) {
    for (const { 0: all, 1: inside = '', index } of text.matchAll(CAPTION)) {
      const from = index + all.length - CLOSING.length;
      yield { from: index, to: from - inside.length, text: '', dropped: null };
      yield { from, to: from + CLOSING.length, text: '', dropped: null };
    }
  },
];
