/** How wide a formula is, told from its source: which one does not fit on a line of a page, or on a phone. */
const PAGE_SYMBOLS = 55;
const PHONE_SYMBOLS = 20;

/** True for a formula of one row with more symbols than a line of the page has room for. */
export const isWiderThanPage = (latex: string): boolean => rowsOf(latex).length === 1 && widthOf(latex) > PAGE_SYMBOLS;

/** True for a formula that may be wider than a phone. */
export const isWiderThanPhone = (latex: string): boolean => widthOf(latex) > PHONE_SYMBOLS;

const rowsOf = (latex: string): string[] => latex.split(/\\\\/);

const widthOf = (latex: string): number =>
  Math.max(
    ...rowsOf(latex).map((row) => row.replace(/\\(?:begin|end)\s*\{\w+\*?\}|\\[A-Za-z]+|[{}^_&\s]/g, '').length),
  );
