/**
 * LaTeX in the words that the converter to Typst knows: other names of the same sign, and constructions that it lacks by
 * those that it has. What is only a matter of size or of a frame is set without it.
 */

const words = (list: string): string[] => list.trim().split(/\s+/u);

/** Signs and functions by another name. */
const NAMES = new Map<string, string>([
  ...Object.entries({
    ...{
      lVert: '\\|',
      rVert: '\\|',
      lvert: '|',
      rvert: '|',
      stackrel: '\\overset',
      bm: '\\boldsymbol',
      cfrac: '\\frac',
    },
    ...{ dotsc: '\\ldots', dotso: '\\ldots', ldotp: '.', dotsb: '\\cdots', dotsm: '\\cdots', dotsi: '\\cdots' },
    ...{
      varlimsup: '\\limsup',
      varliminf: '\\liminf',
      owns: '\\ni',
      And: '\\&',
      varpropto: '\\propto',
      Box: '\\square',
    },
    ...{ thicksim: '\\sim', thickapprox: '\\approx', hslash: '\\hbar', coloneqq: ':=', Diamond: '\\diamond' },
    ...{
      thinspace: '\\,',
      enspace: '\\;',
      blacksquare: '■',
      bowtie: '⋈',
      wp: '℘',
      amalg: '⨿',
      eth: 'ð',
      varkappa: 'ϰ',
    },
    ...{
      Bbb: '\\mathbb',
      middle: '',
      nolimits: '',
      mathord: '',
      unlhd: '\\trianglelefteq',
      underbar: '\\underline',
      iddots: '⋰',
      barwedge: '⊼',
      circlearrowleft: '↺',
      circlearrowright: '↻',
      llbracket: '⟦',
      rrbracket: '⟧',
    },
    ...{ sgn: '\\operatorname{sgn}', injlim: '\\operatorname*{inj lim}', projlim: '\\operatorname*{proj lim}' },
    ...{
      negthinspace: '',
      boxed: '',
      mathopen: '',
      mathclose: '',
      scriptstyle: '',
      scriptscriptstyle: '',
      bf: '',
      it: '',
      fbox: '\\text',
    },
  }),
  ...words('textrm textup textnormal textsf texttt mbox hbox').map((name): [string, string] => [name, '\\text']),
  ...['', 'l', 'r', 'm'].flatMap((side) =>
    words('big Big bigg Bigg').map((size): [string, string] => [`${size}${side}`, '']),
  ),
]);

const ARGUMENT = String.raw`\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}`;
const ONE_LETTER = String.raw`(?:\{([A-Za-z])\}|\s+([A-Za-z])(?![A-Za-z]))`;
const FORMS: [RegExp, string][] = [
  [new RegExp(String.raw`\\xrightarrow\s*(?:\[[^\]]*\])?\s*${ARGUMENT}`, 'gu'), '\\overset{$1}{\\longrightarrow}'],
  [new RegExp(String.raw`\\xleftarrow\s*(?:\[[^\]]*\])?\s*${ARGUMENT}`, 'gu'), '\\overset{$1}{\\longleftarrow}'],
  [new RegExp(String.raw`\\[hv]?phantom\s*${ARGUMENT}`, 'gu'), '\\;'],
  [new RegExp(String.raw`\\check${ONE_LETTER}`, 'gu'), '\\overset{\\vee}{$1$2}'],
  [new RegExp(String.raw`\\mathring${ONE_LETTER}`, 'gu'), '\\overset{\\circ}{$1$2}'],
  [new RegExp(String.raw`\\textbf\s*${ARGUMENT}`, 'gu'), '\\mathbf{\\text{$1}}'],
  [new RegExp(String.raw`\\(?:textit|emph)\s*${ARGUMENT}`, 'gu'), '\\mathit{\\text{$1}}'],
  [/\\(begin|end)\s*\{(?:gathered|split)\}/gu, '\\$1{aligned}'],
  [/\\(begin|end)\s*\{smallmatrix\}/gu, '\\$1{matrix}'],
  [/\\begin\s*\{rcases\}/gu, '\\left. \\begin{matrix}'],
  [/\\end\s*\{rcases\}/gu, '\\end{matrix} \\right\\}'],
  [/(\\text\s*\{[^{}]*)\{,\}(?=[^{}]*\})/gu, '$1,'],
  [/\\operatorname(\*?)\s*\{\s*\\(?:mathrm|mathsf|text)\s*\{([^{}]*)\}\s*\}/gu, '\\operatorname$1{$2}'],
  [/\\operatorname\*?\s*\{\s*(\\math[a-z]+\s*\{[^{}]*\})\s*\}/gu, '$1'],
  [/(?<=\\operatorname\*?\s?\{[^{}]{0,40})(?:\\[,;: ]|~)\s*/gu, ' '],
  [/(?<=\\text[a-z]*\s?\{[^{}]{0,200})\\\$/gu, '＄'],
  // A dollar may only stand in a text, where the guard knows it by this sign.
  [/\\\$/gu, '\\text{＄}'],
  [/\\hline\b/gu, ''],
  [/\\!/gu, ''],
  [/\\[hm]space\*?\s*\{-?[\d.]+\s?[a-z]{2}\}/gu, '\\;'],
  [/\\raisebox\s*\{-?[\d.]+\s?[a-z]{2}\}/gu, ''],
  [/\{([^{}]*)\\over(?![A-Za-z])([^{}]*)\}/gu, '\\frac{$1}{$2}'],
  [/\{([^{}]*)\\choose(?![A-Za-z])([^{}]*)\}/gu, '\\binom{$1}{$2}'],
];

export const typstLatex = (latex: string): string =>
  FORMS.reduce((text, [form, instead]) => text.replace(form, instead), latex).replace(
    /\\([A-Za-z]+)(?![A-Za-z])/gu,
    (all, name: string, at: number, text: string) => {
      const instead = NAMES.get(name);
      if (instead === undefined) return all;
      // A letter behind it would belong to the name.
      return /[A-Za-z]$/u.test(instead) && /^[A-Za-z]/u.test(text.slice(at + all.length)) ? `${instead} ` : instead;
    },
  );
