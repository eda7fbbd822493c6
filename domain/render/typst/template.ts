/** How the PDF looks: page, type, headings, running heads, cover and contents. */
import { numberedLabel } from '../../language/labels.ts';
import type { Manuscript } from '../../manuscript/manuscript.ts';
import { describeManuscript } from '../description.ts';
import { directionOf, scriptOf } from '../../language/scripts.ts';
import { inlineText, shortened } from '../text.ts';
import { typstLanguage, typstString, typstText } from './text.ts';

export interface TypstFonts {
  /** Families for text and for code, in the order in which a glyph is looked for. */
  text: string[];
  code: string[];
  /** `all`: also whatever the machine has. Its fonts differ from machine to machine, so only where ours lack a glyph. */
  fallback: 'none' | 'all';
}

/**
 * Where a line of text begins, above its baseline: the same for every font, so that numbers and bullets stand on the line
 * of words in another script; higher where letters carry marks above.
 */
const lineTop = (language: string): number => {
  const script = scriptOf(language);
  if (['Latn', 'Cyrl', 'Grek', 'Zzzz', 'Armn', 'Geor'].includes(script)) return 0.66;
  return ['Hebr', 'Jpan', 'Kore', 'Hans', 'Hant'].includes(script) ? 0.78 : 0.88;
};

const startSide = ({ direction }: Manuscript): 'left' | 'right' => (direction === 'rtl' ? 'right' : 'left');

const families = (names: string[]): string => `(${names.map((name) => `${typstString(name)}, `).join('')})`;

export function preamble(manuscript: Manuscript, fonts: TypstFonts): string {
  const { labels, labelsLanguage } = manuscript;
  const label = (text: string): string =>
    `text(lang: ${typstString(typstLanguage(labelsLanguage))}, ${typstString(inlineText(text))})`;
  const chapterLabel = numberedLabel(labels.chapter, 0).split('0');
  const parts = [
    ...manuscript.front,
    ...manuscript.chapters.flatMap((chapter) => [chapter, ...chapter.sections]),
    ...manuscript.back,
  ];
  const runningTitles = parts.map(({ id, title }) => `${typstString(id)}: [${runningTitle(title, manuscript)}]`);
  const { title, description, keywords } = describeManuscript(manuscript);
  return `
#set document(
  title: ${typstString(title)},
  author: ${typstString(inlineText(manuscript.publisher))},
  description: ${typstString(description)},
  keywords: (${keywords.map((word) => `${typstString(word)}, `).join('')}),
  date: auto,
)
#set text(
  font: ${families(fonts.text)},
  fallback: ${fonts.fallback === 'all'},
  size: 10.5pt,
  lang: ${typstString(typstLanguage(manuscript.language))},
  dir: ${manuscript.direction},
  hyphenate: true,
  top-edge: ${lineTop(manuscript.language)}em,
  bottom-edge: 0em,
)
#let accent = rgb("#1d4066")
#let gold = rgb("#a06d00")
#let quiet = luma(75)
#let running-titles = (${runningTitles.join(', ')},)
#let chapter-label(number) = { ${chapterLabel.map(label).join('; number; ')} }
#let rehearsal = ${manuscript.isRehearsal ? label(labels.rehearsal) : 'none'}
#show math.equation: set text(font: ("New Computer Modern Math", ..${families(fonts.text)}))
#show raw: set text(font: ${families(fonts.code)}, size: 8.6pt, lang: "en", dir: ltr, hyphenate: false)
#set raw(theme: none)
#show raw.where(block: true): it => block(
  fill: luma(246), stroke: (left: 2pt + luma(205)), inset: (x: 9pt, y: 8pt), width: 100%,
  { set par(justify: false, leading: 0.5em); set align(left); it },
)
#set par(justify: true, leading: 0.66em, spacing: 0.95em)
#set list(indent: 0.4em, body-indent: 0.55em)
#set enum(indent: 0.4em, body-indent: 0.55em)
#set terms(hanging-indent: 1.2em, separator: [#h(0.5em)])
#show terms.item: set text(weight: "regular")
#set footnote.entry(separator: line(length: 25%, stroke: 0.4pt))
#show link: set text(fill: accent)
#let page-start(p) = query(heading.where(level: 1)).any(it => it.location().page() == p)
#let rehearsal-mark = if rehearsal != none { text(fill: gold, weight: "bold", rehearsal) }
#let title-of(it) = running-titles.at(str(it.label), default: it.body)
#let current(level, page) = {
  let found = query(heading.where(level: level)).filter(it => it.at("label", default: none) != none and it.location().page() <= page)
  if found.len() > 0 { found.last() }
}
#set page(
  width: 176mm, height: 250mm, numbering: "1",
  margin: (inside: 25mm, outside: 20mm, top: 26mm, bottom: 24mm),
  header: context {
    let p = here().page()
    if page-start(p) { return }
    let chapter = current(1, p)
    let section = current(2, p)
    if section != none and chapter != none and section.location().page() < chapter.location().page() { section = none }
    set text(8.5pt, fill: quiet, hyphenate: false)
    set par(justify: false, spacing: 0pt)
    let number = counter(page).display()
    let name = if calc.odd(p) and section != none { title-of(section) } else if chapter != none { emph(title-of(chapter)) }
    let mark = if rehearsal != none { h(1fr) + rehearsal-mark }
    if calc.even(p) { [#number#h(1.4em)#name#mark] } else { [#name#mark#h(if rehearsal == none { 1fr } else { 1.4em })#number] }
    v(5pt)
    line(length: 100%, stroke: 0.4pt + luma(170))
  },
  footer: context {
    let p = here().page()
    if not page-start(p) { return }
    set text(8.5pt, fill: quiet)
    align(center, { counter(page).display(); if rehearsal != none { h(1em); rehearsal-mark } })
  },
)
#show heading: set text(hyphenate: false)
#show heading: set par(justify: false)
#show heading.where(level: 1): it => {
  pagebreak(weak: true)
  v(if it.numbering == none { 6mm } else { 16mm })
  block(below: 9mm, {
    if it.numbering != none {
      text(11pt, fill: accent, weight: "bold", tracking: 0.06em, chapter-label(counter(heading).display("1")))
      v(5mm, weak: true)
    }
    text(23pt, weight: "bold", it.body)
    v(4mm, weak: true)
    line(length: 18mm, stroke: 1.6pt + gold)
  })
}
#show heading.where(level: 2): set text(14.5pt, fill: accent)
#show heading.where(level: 3): set text(12pt)
#show heading.where(level: 4): set text(10.8pt)
#show heading.where(level: 5): set text(10.5pt, style: "italic")
#show heading.where(level: 6): set text(10.5pt, style: "italic", weight: "regular")
#show heading.where(level: 2): set block(above: 1.9em, below: 0.9em)
#show heading.where(level: 3): set block(above: 1.5em, below: 0.8em)
#show heading: set block(above: 1.3em, below: 0.7em, sticky: true)
#let numbered(body) = [#text(fill: gold, body)#sym.space.en]
#let panel(body) = block(fill: rgb("#eef3f8"), stroke: (${startSide(manuscript)}: 2.4pt + accent), inset: (x: 10pt, y: 9pt), width: 100%, body)
#let reading(body) = block(above: 1.3em, below: 0.6em, sticky: true, text(fill: accent, weight: "bold", body))
#let credit(body) = text(0.85em, fill: quiet, [(#body)])
#let ornament = align(center, block(above: 1.2em, below: 1.2em, line(length: 16%, stroke: 0.6pt + luma(150))))
#let index-columns(body) = columns(2, gutter: 8mm, { set par(justify: false, spacing: 0.55em, hanging-indent: 1em); set text(9.3pt); body })
#let index-entry(name, chapters) = [#name#h(0.6em)#text(fill: quiet, chapters)]
#show quote.where(block: true): it => block(
  above: 0.9em, below: 1em,
  inset: (${startSide(manuscript)}: 11pt, y: 2pt),
  stroke: (${startSide(manuscript)}: 1.8pt + rgb("#c9a227")), it.body,
)
#let rule-above(y, header-rows) = if y <= header-rows { 0.8pt + luma(60) } else { 0.3pt + luma(185) }
#set table(
  stroke: (x, y) => (top: rule-above(y, 1), bottom: 0.8pt + luma(60)),
  inset: (x: 6pt, y: 4.5pt),
)
#show table: set par(justify: false)
#show table: set text(9.4pt)
#show table: set block(above: 1.2em, below: 1.3em)
#let headless = (x, y) => (top: rule-above(y, 0), bottom: 0.8pt + luma(60))
#let squeezed(size, letters, body) = {
  show table: set text(size)
  set table(inset: (x: 2.5pt, y: 4pt))
  show regex("\\S{" + str(letters) + "}"): it => it + sym.zws
  body
}
#let column-title(body) = { set text(hyphenate: false); strong(body) }
// Stays on the page of what follows: a table's title, the words that lead to an example.
#let lead-in(body) = block(spacing: 0.95em, sticky: true, body)
#let contents = {
  set page(numbering: "i")
  set par(justify: false)
  show outline.entry.where(level: 1): set block(above: 1.15em, sticky: true)
  show outline.entry.where(level: 1): set text(weight: "bold")
  show outline.entry.where(level: 2): set block(above: 0.6em)
  outline(depth: 2, indent: 1.3em, title: text(lang: ${typstString(typstLanguage(labelsLanguage))}, ${typstString(inlineText(labels.contents))}))
}
#let body-matter = {
  pagebreak(weak: true)
}`;
}

/** Title page: type and two colours, no picture. */
export function coverPage(manuscript: Manuscript): string {
  const { labels, language, labelsLanguage, title, subtitle, publisher, edition, notices } = manuscript;
  const size = coverSize(title);
  const text = (value: string): string => typstText(value, language);
  const details = [
    `#text(lang: ${typstString(typstLanguage(labelsLanguage))}, ${typstString(inlineText(numberedLabel(labels.edition, edition)))})`,
    ...(manuscript.courseCode === null ? [] : [text(manuscript.courseCode)]),
  ];
  const band = manuscript.isRehearsal || notices.length > 0;
  return `#page(margin: 0pt, header: none, footer: none, fill: accent, numbering: none, {
  set par(justify: false)
  place(top + start, dx: 0mm, rect(width: 100%, height: 5mm, fill: rgb("#c9a227")))
  pad(left: 24mm, right: 22mm, top: 52mm, {
    set text(fill: white, hyphenate: false)
    block(width: 100%, text(${size}pt, weight: "bold", hyphenate: ${hasWordWiderThan(COVER_WIDTH_PT / size, title)}, title([${text(title)}])))
    v(6mm)
    line(length: 24mm, stroke: 2pt + rgb("#e3bf4a"))
    ${subtitle === null ? '' : `v(5mm); text(15pt, [${text(subtitle)}])`}
    v(10mm)
    text(12pt, [${text(publisher)}])
    linebreak()
    text(10.5pt, [${details.join('#h(0.7em)#"·"#h(0.7em)')}])
  })
  ${
    band
      ? `place(bottom + start, block(width: 100%, fill: rgb("#f6e3a8"), inset: (x: 24mm, y: 9mm), {
    set text(fill: rgb("#3d2c00"), lang: ${typstString(typstLanguage(labelsLanguage))}, dir: ${directionOf(labelsLanguage)})
    ${manuscript.isRehearsal ? 'block(below: 3mm, text(13pt, weight: "bold", rehearsal))' : ''}
    ${notices.map((notice) => `block(above: 2mm, text(9.5pt, [${typstText(notice, labelsLanguage)}]))`).join('\n    ')}
  }))`
      : ''
  }
})`;
}

/** Between the cover's margins. */
const COVER_WIDTH_PT = 360;
const SMALLEST_COVER_PT = 20;

/** The largest that suits the length of the title, and lets its longest word stand whole where words are not hyphenated. */
function coverSize(title: string): number {
  const length = [...title].length;
  const fitting = [...(length <= 36 ? [34] : []), ...(length <= 90 ? [27] : []), SMALLEST_COVER_PT];
  const isWhole = (size: number): boolean => !hasWordWiderThan(COVER_WIDTH_PT / size, title);
  return fitting.find((size) => !WIDE_LETTERS.test(title) || isWhole(size)) ?? SMALLEST_COVER_PT;
}

/** Letters of scripts that set spaces between words, hyphenate none, and are wider than Latin ones. */
const WIDE_LETTERS =
  /[\p{Script=Georgian}\p{Script=Armenian}\p{Script=Ethiopic}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Devanagari}\p{Script=Cherokee}]/u;

/** @param widths in sizes of the type */
const hasWordWiderThan = (widths: number, text: string): boolean =>
  text.split(/\s+/u).some((word) => [...word].reduce((sum, letter) => sum + letterWidth(letter), 0) > widths);

const letterWidth = (letter: string): number => (/\p{Mn}/u.test(letter) ? 0 : WIDE_LETTERS.test(letter) ? 1 : 0.58);

const runningTitle = (title: string, { language }: Manuscript): string => typstText(shortened(title, 58), language);
