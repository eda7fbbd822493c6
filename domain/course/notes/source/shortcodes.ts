/** Shortcodes of WordPress and Pressbooks: formulas, and the frame around a picture with its caption. */

export const FORMULA_CODE = /\[latex\]([^$]{1,2000}?)\[\/latex\]/giu;
export const CAPTION_CODE = /\[caption\b[^\]\n]*\]([^]{0,2000}?)\[\/caption\]/giu;

export const asFormula = (latex: string): string => `$${latex.replace(/\s+/gu, ' ').trim()}$`;

/** A page of HTML as it is without them: formulas between dollars, pictures and captions without their frame. */
export const withoutShortcodes = (html: string): string =>
  html.replace(FORMULA_CODE, (_all, latex: string) => asFormula(latex)).replace(CAPTION_CODE, '$1');
