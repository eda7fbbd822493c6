/**
 * A drawing made safe to show: known elements and attributes of SVG stay; scripts, handlers, foreign documents and what would
 * load something from elsewhere go. An allowlist, after the SVG 2 element index (w3.org/TR/SVG2/eltindex.html).
 */
import type { Element, ElementContent, Root } from 'xast';
import { fromXml } from 'xast-util-from-xml';
import { toXml } from 'xast-util-to-xml';

const ELEMENTS = new Set(
  (
    'svg g defs symbol use title desc metadata style switch a path rect circle ellipse line polyline polygon text tspan textPath ' +
    'marker linearGradient radialGradient stop pattern clipPath mask filter feBlend feColorMatrix feComponentTransfer feComposite ' +
    'feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset feTile'
  ).split(' '),
);
/** Attributes by name; presentation attributes, geometry and names for those who do not see. */
const ATTRIBUTE =
  /^(?:id|class|style|lang|xml:lang|xml:space|role|aria-[a-z]+|xmlns(?::(?:xlink|svg))?|version|viewBox|preserveAspectRatio|x|y|x1|y1|x2|y2|dx|dy|cx|cy|r|rx|ry|fx|fy|fr|width|height|d|points|pathLength|transform|gradient[A-Z]\w+|spreadMethod|offset|pattern[A-Z]\w+|clipPathUnits|mask[A-Z]\w+|marker[A-Z]\w+|ref[XY]|orient|filterUnits|primitiveUnits|in2?|result|stdDeviation|mode|operator|values|type|k[1-4]|slope|intercept|tableValues|amplitude|exponent|rotate|textLength|lengthAdjust|startOffset|method|spacing|side|text-[a-z-]+|font(?:-[a-z-]+)?|fill(?:-[a-z]+)?|stroke(?:-[a-z]+)?|stop-[a-z]+|flood-[a-z]+|color(?:-[a-z-]+)?|opacity|visibility|display|overflow|clip(?:-[a-z]+)?|mask|marker(?:-[a-z]+)?|filter|letter-spacing|word-spacing|writing-mode|direction|unicode-bidi|dominant-baseline|alignment-baseline|baseline-shift|vector-effect|paint-order|shape-rendering|mix-blend-mode|(?:xlink:)?href)$/u;
/** What reaches out of the drawing; an escape in CSS could spell any of them. */
const REACHES_OUT = /url\(\s*(?!["']?#)|@import|expression\s*\(|javascript:|data:|\\/iu;

export interface CleanSvg {
  text: string;
  /** What was taken out, each once: `script`, `onload`. */
  removed: string[];
}

/** @returns null when the text is no drawing; the reason stands in `reason` */
export function cleanSvg(text: string): CleanSvg | { reason: string } {
  let tree: Root;
  try {
    // What a document type declares is read by no browser of ours.
    tree = fromXml(text.replace(/<!DOCTYPE[^[>]*(?:\[[^\]]*\])?[^>]*>/iu, ''));
  } catch (error) {
    return { reason: whyNot(error) };
  }
  const root = tree.children.find((node) => node.type === 'element');
  if (root?.type !== 'element' || root.name !== 'svg') return { reason: 'its outermost element is not svg' };
  const removed = new Set<string>();
  cleanElement(root, removed);
  return { text: `${toXml({ type: 'root', children: [root] })}\n`, removed: [...removed].sort() };
}

/** The parser's own words stand in the cause, above the line of the drawing that it shows. */
function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause : error;
  return cause.message.split('\n')[0] ?? '';
}

function cleanElement(element: Element, removed: Set<string>): void {
  for (const [name, value] of Object.entries(element.attributes)) {
    const isKept =
      ATTRIBUTE.test(name) &&
      (/(?:^|:)href$/u.test(name)
        ? /^#/u.test(value ?? '')
        : name.startsWith('xmlns') || !REACHES_OUT.test(value ?? ''));
    if (isKept) continue;
    Reflect.deleteProperty(element.attributes, name);
    // What drawing programs keep for themselves changes no picture.
    if (!name.includes(':')) removed.add(name);
  }
  element.children = element.children.filter((child): child is ElementContent => {
    if (child.type === 'text' || child.type === 'cdata')
      return element.name !== 'style' || !REACHES_OUT.test(child.value);
    if (child.type !== 'element') return false;
    if (!ELEMENTS.has(child.name)) {
      if (!child.name.includes(':')) removed.add(child.name);
      return false;
    }
    cleanElement(child, removed);
    return true;
  });
}
