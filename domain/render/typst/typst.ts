/** A manuscript as one Typst document: the source of the PDF. Pure: the same manuscript gives the same text. */
import type { TypstPage } from '../../blocks/block.ts';
import { blockTypst } from '../../blocks/registry.ts';
import type { ManuscriptChapter, ManuscriptSection } from '../../manuscript/manuscript.ts';
import type { PrintedManuscript } from '../../manuscript/volumes.ts';
import { headingLevels } from '../heading-levels.ts';
import { listedSections } from '../listed-sections.ts';
import { typstProse } from './prose.ts';
import { bookValues, coverPage, type TypstFonts } from './template.ts';
import { typstString, typstText } from './text.ts';

export type { TypstFonts };

export interface TypstOptions {
  fonts: TypstFonts;
  /** Typst text that says how the book looks; it reads `book` and defines what the blocks call. */
  template: string;
  /** Formulas (LaTeX) that do not typeset; they are printed as their source. */
  refusedMath?: ReadonlySet<string>;
}

export function manuscriptToTypst(
  manuscript: PrintedManuscript,
  { fonts, template, refusedMath = new Set() }: TypstOptions,
): string {
  const section = (part: ManuscriptSection, level: 1 | 2, isListed = true): string => {
    const page = typstPage(manuscript, level, refusedMath);
    const number = part.number === null ? '' : `#numbered[${typstText(part.number, 'und')}]`;
    const heading = `#heading(level: ${level}, outlined: ${isListed}, bookmarked: true)[${number}${typstText(part.title, manuscript.language)}] <${part.id}>`;
    return `${heading}\n\n${part.blocks.map((block) => blockTypst(block, page)).join('')}`;
  };
  const chapterText = (chapter: ManuscriptChapter): string => {
    const { id, number, title, sections } = chapter;
    const listed = listedSections(chapter);
    return [
      `#counter(heading).update(${number - 1})`,
      `#heading(level: 1, numbering: "1", bookmarked: true)[${typstText(title, manuscript.language)}] <${id}>`,
      ...sections.map((part) => section(part, 2, listed.includes(part))),
    ].join('\n\n');
  };
  return [
    bookValues(manuscript, fonts),
    template,
    coverPage(manuscript),
    '#contents',
    ...manuscript.front.map((part) => section(part, 1)),
    '#body-matter',
    ...manuscript.chapters.map(chapterText),
    ...manuscript.back.map((part) => section(part, 1)),
  ].join('\n\n');
}

function typstPage(manuscript: PrintedManuscript, level: 1 | 2, refusedMath: ReadonlySet<string>): TypstPage {
  const { language, labels, chapters, elsewhere } = manuscript;
  const context = { language, headingLevel: headingLevels(level), refusedMath };
  return {
    prose: (content) => typstProse(content, context),
    text: (value) => typstText(value, language),
    string: typstString,
    chapterLink: (number) => {
      const chapter = chapters.find((candidate) => candidate.number === number);
      if (chapter) return `#link(<${chapter.id}>)[#"${number}"]`;
      const volume = elsewhere?.get(number);
      return typstText(volume === undefined ? String(number) : `${number} (${volume})`, language);
    },
    labels,
  };
}
