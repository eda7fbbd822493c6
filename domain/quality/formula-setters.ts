/** What sets a formula, by the formats that it makes: asked before a book is made, of what each would print as its source. */
import { memoizeByText } from '../memoize.ts';
import { setsInHtml } from '../render/html/math.ts';
import { typstMath } from '../render/typst/math.ts';

export interface FormulaSetter {
  name: string;
  sets: (latex: string) => boolean;
}

export const FORMULA_SETTERS: readonly FormulaSetter[] = [
  { name: 'HTML and EPUB', sets: memoizeByText(setsInHtml) },
  { name: 'PDF', sets: memoizeByText((latex) => typstMath(latex) !== null) },
];
