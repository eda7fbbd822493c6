/**
 * LaTeX formulas as Typst maths, behind a guard.
 *
 * The converter passes what it does not know into Typst's *code*: `\hspace{panic(1)}` would run. So a formula is
 * converted only when every command is one of those below, and the result is searched once more for anything that could
 * leave maths mode. What is refused is printed as its LaTeX source by the caller.
 */
import { tex2typst } from 'tex2typst';
import { inlineText } from '../text.ts';

/** The formula as Typst maths without its dollar signs; null when it is not safe or not understood. */
export function typstMath(latex: string): string | null {
  const source = inlineText(latex).trim();
  if (source === '' || source.length > MAX_CHARACTERS || !isPlainLatex(source)) return null;
  try {
    const converted = tex2typst(source).replace(/\s+/g, ' ').trim();
    return converted !== '' && isPlainMath(converted) ? converted : null;
  } catch {
    return null; // the converter throws plain errors for whatever it does not know: refused
  }
}

const MAX_CHARACTERS = 2_000;
const NEVER_IN_SOURCE = /["#%`$@]/;
const COMMAND = /\\([A-Za-z]+|[^A-Za-z])/g;
const ENVIRONMENT = /\\(?:begin|end)\s*\{([^}]*)\}/g;
/** Columns of an array become an argument of code: letters of alignment only. */
const ODD_ARRAY = /\\begin\s*\{array\}(?!\s*\{[lcr]{1,12}\})/;
/** Commands whose argument becomes a quoted string. */
const TEXT_COMMAND = /\\(?:text|operatorname)\b(\s*\{[\p{L}\p{M}\p{N} .,;:()'’/=+!?°–—-]*\})?/gu;

const isPlainLatex = (source: string): boolean =>
  !NEVER_IN_SOURCE.test(source.replaceAll('\\%', '')) &&
  !ODD_ARRAY.test(source) &&
  [...source.matchAll(COMMAND)].every(([, name]) => name !== undefined && COMMANDS.has(name)) &&
  [...source.matchAll(ENVIRONMENT)].every(([, name]) => name !== undefined && ENVIRONMENTS.has(name)) &&
  [...source.matchAll(TEXT_COMMAND)].every(([, argument]) => argument !== undefined);

/** The only `#` that the converter needs: arguments of matrices. */
const MATRIX_ARGUMENT = /#(?:none|true|left|center|right|\d{1,3})(?=[,)])/g;
const PLAIN_STRING = /"[^"\\]*"/g;
const LEAVES_MATHS = /[#"$`@]|\/\/|\/\*/;

const isPlainMath = (converted: string): boolean =>
  !LEAVES_MATHS.test(converted.replace(PLAIN_STRING, ' ').replace(MATRIX_ARGUMENT, ' '));

const words = (list: string): string[] => list.trim().split(/\s+/);

const ENVIRONMENTS = new Set(
  words('matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix array cases aligned align align* gathered'),
);

const COMMANDS = new Set([
  ...words(`begin end left right frac dfrac tfrac binom sqrt text operatorname`),
  // accents and styles
  ...words(`hat vec bar dot ddot tilde widehat widetilde overline underline overbrace underbrace
    mathbb mathbf mathcal mathfrak mathrm mathit mathsf boldsymbol displaystyle`),
  // functions and large operators
  ...words(`sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln exp lim max min sup inf det dim ker gcd
    sum prod int iint iiint oint bigcup bigcap`),
  // Greek
  ...words(`alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau
    upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega`),
  // relations and operators
  ...words(`lt gt le leq ge geq ne neq equiv approx sim simeq cong propto ll gg subset subseteq supset supseteq in notin ni
    perp parallel pm mp times div cdot ast circ oplus otimes cup cap setminus land lor lnot neg wedge vee
    forall exists nexists emptyset varnothing infty partial nabla therefore because models vdash`),
  // arrows, dots, spaces, delimiters
  ...words(`to gets rightarrow leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow longrightarrow longleftarrow implies iff mapsto uparrow
    downarrow rightleftharpoons ldots cdots vdots ddots dots quad qquad langle rangle lfloor rfloor lceil rceil
    prime hbar ell Re Im angle triangle degree`),
  ...[',', ':', ';', '!', ' ', '\\', '{', '}', '|', '&', '_', '%'],
]);
