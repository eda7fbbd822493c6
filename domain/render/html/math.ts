/** LaTeX formulas as MathML in hast; what cannot be typeset stays readable as its source. */
import type { Element, ElementContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { h } from 'hastscript';
import temml from 'temml';
import { isWiderThanPhone } from '../long-formula.ts';
import { printableText } from '../text.ts';

export function mathElement(latex: string, { display }: { display: boolean }): Element {
  const source = printableText(latex).trim();
  const markup = mathMl(source, display);
  if (markup === null) return unknownFormula(source, display);
  const [math] = fromHtml(markup, { fragment: true }).children;
  if (math?.type !== 'element') throw new TypeError(`The formula ${source} came back as ${math?.type}.`);
  const clean = cleanMath(math);
  const described = { ...clean, properties: { ...clean.properties, alttext: source } };
  const isWide = isWiderThanPhone(source);
  // What is wider than the screen is scrolled by itself, with the keyboard too.
  const scrolled = isWide ? { tabIndex: 0, role: 'group', ariaLabel: source } : {};
  if (display) return h('div', { className: ['formula'], ...scrolled }, described);
  return isWide ? h('span', { className: ['formula'], ...scrolled }, described) : described;
}

/** True for LaTeX that HTML and EPUB set; other formulas are printed as their source. */
export const setsInHtml = (latex: string): boolean => mathMl(printableText(latex).trim(), true) !== null;

function mathMl(source: string, displayMode: boolean): string | null {
  try {
    return source === ''
      ? null
      : temml.renderToString(source, { displayMode, throwOnError: true, trust: false, xml: true });
  } catch (error) {
    if (error instanceof Error) return null; // not LaTeX that is known: the source is printed
    throw error;
  }
}

const unknownFormula = (source: string, display: boolean): Element => {
  const code = h('code', { className: ['tex'], dir: 'ltr' }, source);
  const note = h('span', { className: ['note'] }, ' (LaTeX)');
  return display ? h('div', { className: ['formula'] }, code, note) : h('span', code, note);
};

/** Attributes of presentation MathML; classes, styles and links stay out. */
const ATTRIBUTES = new Set([
  ...['accent', 'accentunder', 'columnalign', 'columnspacing', 'columnlines', 'rowlines', 'rowspacing', 'rowalign'],
  ...['columnspan', 'rowspan', 'depth', 'height', 'width', 'lspace', 'rspace', 'voffset', 'displaystyle', 'display'],
  ...['scriptlevel', 'fence', 'separator', 'form', 'largeop', 'movablelimits', 'stretchy', 'symmetric', 'minsize'],
  ...['maxsize', 'linethickness', 'mathvariant', 'notation', 'xmlns'],
]);

const cleanMath = (element: Element): Element => ({
  ...element,
  properties: Object.fromEntries(
    Object.entries(element.properties).filter(([name]) => ATTRIBUTES.has(name.toLowerCase())),
  ),
  children: element.children.map((child): ElementContent =>
    child.type === 'element' ? styledBy(cleanMath(child)) : child,
  ),
});

/** The schema of EPUB knows the level of a script on `mstyle` only; the converter writes it on numbers too. */
function styledBy(element: Element): Element {
  const level = Object.entries(element.properties).find(([name]) => name.toLowerCase() === 'scriptlevel');
  if (!level || element.tagName === 'mstyle') return element;
  const { [level[0]]: scriptlevel, ...properties } = element.properties;
  return h('mstyle', { scriptlevel }, { ...element, properties });
}
