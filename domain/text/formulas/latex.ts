/**
 * LaTeX as both typesetters take it: environments that number their lines or need a mode of their own become those that
 * stand inside a formula; labels go, printed numbers stay.
 *
 * Source of the environments: amsmath (https://ctan.org/pkg/amsmath), section 3.
 */

/** Environments that are a formula by themselves; others, such as `tabular`, are not. */
export const MATH_ENVIRONMENT =
  /^(?:equation|displaymath|math|align|alignat|alignedat|flalign|eqnarray|gather|multline|aligned|gathered|split|cases|dcases|rcases|array|[pbvBV]?matrix|smallmatrix)\*?$/u;

const INSIDE = new Map([
  ...['align', 'alignat', 'alignedat', 'flalign', 'eqnarray', 'split'].map((name): [string, string] => [
    name,
    'aligned',
  ]),
  ...['gather', 'multline'].map((name): [string, string] => [name, 'gathered']),
  ['dcases', 'cases'],
  ['smallmatrix', 'matrix'],
]);
const WITHOUT = new Set(['equation', 'displaymath', 'math']);

/** Commands of packages that neither typesetter has, by those that both have. */
const NAMES = new Map([
  ['mathbbm', '\\mathbb'],
  ['mathds', '\\mathbb'],
  ['mbox', '\\text'],
  ['mathbfit', '\\boldsymbol'],
  ['sech', '\\operatorname{sech}'],
  ['csch', '\\operatorname{csch}'],
]);
const ANOTHER_NAME = new RegExp(`\\\\(${[...NAMES.keys()].join('|')})(?![A-Za-z])`, 'gu');

/** Columns of an array, with what stands between them and how wide they are. */
const COLUMNS = /(\\begin\s?\{array\}\s*\{)((?:[^{}]|\{[^{}]*\}){0,200})\}/gu;

/** `$latex x^2&s=2$`: WordPress says in the formula what it is, its size and its colours. */
const WORDPRESS = /^\s*latex\s+([^]*?)(?:&(?:amp;)?(?:s|fg|bg)=[-\w]+)*\s*$/u;

/** @returns the formula, trimmed; empty when it printed nothing, such as a definition of a command */
export function normalLatex(latex: string): string {
  const isEquationArray = /\\begin\s?\{eqnarray/u.test(latex);
  const normal = latex
    .replace(WORDPRESS, '$1')
    .replace(/\\(begin|end)\s?\{([A-Za-z]+)\*?\}(\s*\{\d+\})?/gu, (all, side: string, name: string, columns = '') => {
      if (WITHOUT.has(name)) return '';
      const inside = INSIDE.get(name);
      return inside === undefined ? all : `\\${side}{${inside}}${name.startsWith('align') ? '' : columns}`;
    })
    .replace(
      COLUMNS,
      (_all, head: string, columns: string) =>
        `${head}${columns.replace(/[@!<>]\{[^{}]*\}/gu, '').replace(/[pmb]\{[^{}]*\}/gu, 'l')}}`,
    )
    .replace(ANOTHER_NAME, (_all, name: string) => NAMES.get(name) ?? '')
    .replace(/\\[sn](?:ice)?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/gu, '{$1}/{$2}')
    .replace(/\\label\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![a-zA-Z])/gu, '')
    .replace(/\\tag(\*?)\s*\{([^{}]*)\}/gu, (_all, star: string, tag: string) =>
      star === '*' ? `\\qquad \\text{${tag}}` : `\\qquad (\\text{${tag}})`,
    );
  return (isEquationArray ? normal.replace(/&([^&\\\n]{0,40})&/gu, '&$1') : normal).trim();
}
