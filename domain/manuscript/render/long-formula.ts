/** Formulas that no line of a page or a phone holds. */
const SYMBOLS_PER_LINE = 55;

/** True for one line of LaTeX with more symbols than a line has room for. */
export const isLongFormula = (latex: string): boolean =>
  !/\\\\|\\begin/.test(latex) && latex.replace(/\\[A-Za-z]+|[{}^_\s]/g, '').length > SYMBOLS_PER_LINE;
