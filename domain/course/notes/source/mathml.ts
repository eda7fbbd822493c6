/** Presentation MathML that brings no source of its own, as LaTeX. Elements that are not known are read as what they hold. */
import type { Element, ElementContent } from 'hast';

const SIGNS: Record<string, string> = {
  ...{ '{': '\\{', '}': '\\}', '%': '\\%', '&': '\\&', '#': '\\#', $: '\\$', _: '\\_', '\\': '\\backslash ' },
  ...{ '−': '-', '∑': '\\sum ', '∏': '\\prod ', '∫': '\\int ', '∞': '\\infty ', '‖': '\\|', '\u00a0': ' ' },
};
const INVISIBLE = /[\u2061-\u2064\u200b]/gu;
const ACCENTS = new Map([
  ...['¯', '‾', '_'].map((sign): [string, string] => [sign, '\\overline']),
  ...['→', '⃗'].map((sign): [string, string] => [sign, '\\vec']),
  ...['^', 'ˆ'].map((sign): [string, string] => [sign, '\\hat']),
  ...['~', '˜'].map((sign): [string, string] => [sign, '\\tilde']),
  ['˙', '\\dot'],
]);
const FUNCTION = /^(?:sin|cos|tan|cot|log|ln|exp|lim|max|min|sup|inf|det|dim|ker|gcd|arg)$/u;

export function latexOfMathMl({ tagName, properties, children }: Element): string {
  const [first = '', second = '', third = ''] = children.filter(isElement).map(latexOfMathMl);
  switch (tagName) {
    case 'mi':
      return nameOf(plain(children));
    case 'mn':
    case 'mo':
      return signsOf(plain(children));
    case 'mtext':
    case 'ms':
      return `\\text{${signsOf(plain(children)).replace(/\\backslash |\\\|/gu, '')}}`;
    case 'mspace':
      return ' ';
    case 'annotation':
    case 'annotation-xml':
    case 'mphantom':
      return '';
    case 'semantics':
      return first;
    case 'mfrac':
      return `\\frac{${first}}{${second}}`;
    case 'msqrt':
      return `\\sqrt{${joined(children)}}`;
    case 'mroot':
      return `\\sqrt[${second}]{${first}}`;
    case 'msup':
      return `{${first}}^{${second}}`;
    case 'msub':
      return `{${first}}_{${second}}`;
    case 'msubsup':
      return `{${first}}_{${second}}^{${third}}`;
    case 'munder':
      return `${first}_{${second}}`;
    case 'munderover':
      return `${first}_{${second}}^{${third}}`;
    case 'mover': {
      const accent = ACCENTS.get(second.trim());
      return accent === undefined ? `\\overset{${second}}{${first}}` : `${accent}{${first}}`;
    }
    case 'mfenced': {
      const [open, close] = [properties['open'] ?? '(', properties['close'] ?? ')'].map((sign) =>
        signsOf(String(sign)),
      );
      return `\\left${open === '' ? '.' : open}${children.filter(isElement).map(latexOfMathMl).join(',')}\\right${close === '' ? '.' : close}`;
    }
    case 'mtable':
      return `\\begin{matrix}${children.filter(isElement).map(latexOfMathMl).join(' \\\\ ')}\\end{matrix}`;
    case 'mtr':
      return children.filter(isElement).map(latexOfMathMl).join(' & ');
    default:
      return joined(children);
  }
}

const isElement = (node: ElementContent): node is Element => node.type === 'element';
const joined = (children: readonly ElementContent[]): string => children.filter(isElement).map(latexOfMathMl).join(' ');

const plain = (children: readonly ElementContent[]): string =>
  children
    .map((child) => (child.type === 'text' ? child.value : child.type === 'element' ? plain(child.children) : ''))
    .join('')
    .replace(INVISIBLE, '')
    .trim();

const signsOf = (text: string): string => text.replace(/[^]/gu, (sign) => SIGNS[sign] ?? sign);

const nameOf = (name: string): string => {
  if (FUNCTION.test(name)) return `\\${name} `;
  return [...name].length > 1 ? `\\mathrm{${signsOf(name)}}` : signsOf(name);
};
