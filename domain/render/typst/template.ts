/** What a book gives to the template of its PDF, and its cover. */
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

const list = (words: string[]): string => `(${words.map((word) => `${typstString(word)}, `).join('')})`;

/** What differs from book to book, as one Typst value that the template reads; the template itself is a file. */
export function bookValues(manuscript: Manuscript, fonts: TypstFonts): string {
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
  return `#let book = (
  title: ${typstString(title)},
  publisher: ${typstString(inlineText(manuscript.publisher))},
  description: ${typstString(description)},
  keywords: ${list(keywords)},
  lang: ${typstString(typstLanguage(manuscript.language))},
  dir: ${manuscript.direction},
  line-top: ${lineTop(manuscript.language)}em,
  text-fonts: ${list(fonts.text)},
  code-fonts: ${list(fonts.code)},
  fallback: ${fonts.fallback === 'all'},
  rehearsal: ${manuscript.isRehearsal ? label(labels.rehearsal) : 'none'},
  contents-label: ${label(labels.contents)},
  chapter-label: number => { ${chapterLabel.map(label).join('; number; ')} },
  running-titles: (${runningTitles.join(', ')},),
)`;
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
