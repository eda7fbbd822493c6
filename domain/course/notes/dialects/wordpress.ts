/** Shortcodes of WordPress and Pressbooks in Markdown. */
import { asFormula, CAPTION_CODE, FORMULA_CODE } from '../source/shortcodes.ts';
import { mark, type Mark } from './mark.ts';

const CLOSING = '[/caption]';

export const wordpressMarks: readonly Mark[] = [
  mark(FORMULA_CODE, ([, latex = '']) => asFormula(latex)),
  // The tags alone: what stands between them has marks of its own.
  function* captions({ text }) {
    for (const { 0: all, 1: inside = '', index } of text.matchAll(CAPTION_CODE)) {
      const from = index + all.length - CLOSING.length;
      yield { from: index, to: from - inside.length, text: '', dropped: null };
      yield { from, to: from + CLOSING.length, text: '', dropped: null };
    }
  },
];
