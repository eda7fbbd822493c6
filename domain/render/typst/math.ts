/**
 * LaTeX formulas as Typst maths, behind a guard.
 *
 * The converter passes what it does not know into Typst's *code*: `\hspace{panic(1)}` would run. So a formula is
 * converted only when every command is one of those below, and the result is searched once more for anything that could
 * leave maths mode. What is refused is printed as its LaTeX source by the caller.
 */
import { tex2typst } from 'tex2typst';
import { inlineText } from '../text.ts';
import { typstLatex } from './dialect.ts';

/** The formula as Typst maths without its dollar signs; null when it is not safe or not understood. */
export function typstMath(latex: string): string | null {
  const source = inlineText(latex).trim();
  if (source === '' || source.length > MAX_CHARACTERS) return null;
  const known = typstLatex(source);
  if (!isPlainLatex(known)) return null;
  try {
    const converted = tex2typst(known).replace(/\s+/g, ' ').trim();
    return converted !== '' && isPlainMath(converted)
      ? converted.replace(PLAIN_STRING, (string) => string.replaceAll('＄', '$'))
      : null;
  } catch {
    return null; // the converter throws plain errors for whatever it does not know: refused
  }
}

const MAX_CHARACTERS = 2_000;
const NEVER_IN_SOURCE = /["#%`$@]/;
const COMMAND = /\\([A-Za-z]+|[^A-Za-z])/g;
const ENVIRONMENT = /\\(?:begin|end)\s*\{([^}]*)\}/g;
/** Columns of an array become an argument of code: letters of alignment only. */
const ODD_ARRAY = /\\begin\s*\{array\}(?!\s*\{[lcr| ]{1,24}\})/;
/** Commands whose argument becomes a quoted string. */
const TEXT_COMMAND = /\\(?:text|operatorname)\b\*?(\s*\{[\p{L}\p{M}\p{N}\p{So}\p{Sm} .,;:()'’/!?*＄–—-]*\})?/gu;

const isPlainLatex = (source: string): boolean =>
  !NEVER_IN_SOURCE.test(source.replaceAll('\\%', '')) &&
  !ODD_ARRAY.test(source) &&
  [...source.matchAll(COMMAND)].every(([, name]) => name !== undefined && COMMANDS.has(name)) &&
  [...source.matchAll(ENVIRONMENT)].every(([, name]) => name !== undefined && ENVIRONMENTS.has(name)) &&
  [...source.matchAll(TEXT_COMMAND)].every(([, argument]) => argument !== undefined);

/** The only `#` that the converter needs: arguments of matrices and operators. */
const MATRIX_ARGUMENT = /#(?:none|true|left|center|right|\d{1,3})(?=[,)^_])/g;
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
  // further signs, each tried with the converter and the typesetter
  ...words(`Bigl Bigr Cap Cup Downarrow Longleftarrow Longleftrightarrow Longrightarrow P Pr S Uparrow Vdash Vert acute
    aleph approxeq arg asymp backsim backslash beth bigcirc biggl biggr bigl bigoplus bigotimes bigr bigsqcup
    bigstar bigtriangleup biguplus bigvee bigwedge blacktriangle bot boxplus boxtimes breve bullet c cal cancel
    cdotp checkmark circledast clubsuit colon complement coprod copyright coth curlywedge curvearrowright dagger
    dashv dbinom ddagger dddot deg diamond diamondsuit digamma divideontimes doteq dotplus eqsim euro flat frak
    frown geqslant ggg grave gtrsim heartsuit hom hookleftarrow hookrightarrow imath intercal jmath lbrace lbrack
    leftarrowtail leftharpoonup leftrightarrows leqslant lesssim lg lgroup liminf limsup llcorner lll
    longleftrightarrow longmapsto lozenge lrcorner ltimes maltese mathbin mathop mathrel mathscr mathtt
    measuredangle mho mid nRightarrow natural nearrow ngeq ngtr nleq nless nmid not nparallel nrightarrow nsubseteq
    nwarrow odot oiint omicron ominus oslash overleftarrow overrightarrow overset pmb pounds prec preceq rbrace
    rbrack rgroup rightarrowtail rightharpoonup rightleftarrows rightsquigarrow rm rtimes searrow sharp
    smallsetminus smile spadesuit sphericalangle sqcap sqcup sqsubseteq sqsupseteq square star subsetneq substack
    succ succeq supsetneq swarrow tbinom textstyle top triangledown triangleleft trianglelefteq triangleq
    triangleright twoheadrightarrow ulcorner underset updownarrow uplus urcorner vDash varpi varrho varsigma
    vartriangle vert wr pmod bmod limits`),
  ...[',', ':', ';', '!', ' ', '>', '\\', '{', '}', '|', '&', '_', '%'],
]);
