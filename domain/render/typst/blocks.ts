/** The blocks of a section as Typst markup. */
import type { Block, Manuscript } from '../../manuscript/manuscript.ts';
import { sourceLines, webAddress } from '../source-lines.ts';
import { typstProse, type TypstContext } from './prose.ts';
import { typstString, typstText } from './text.ts';

export interface TypstBlockContext extends TypstContext {
  manuscript: Manuscript;
}

export const typstBlock = (block: Block, context: TypstBlockContext): string => {
  const text = (value: string): string => typstText(value, context.language);
  switch (block.type) {
    case 'prose':
      return typstProse(block.content, context);
    case 'objectives':
      return `#panel[#list(${block.items.map((item) => `[${typstProse(item, context)}]`).join(', ')})]\n\n`;
    case 'questions':
      return `#enum(tight: false, ${block.items.map((item) => `[${typstProse(item, context)}]`).join(', ')})\n\n`;
    case 'exercises':
      return numbered(block.items.map(({ number, question }) => ({ number, body: typstProse(question, context) })));
    case 'solutions':
      return numbered(block.items.map(({ number, solution }) => ({ number, body: typstProse(solution, context) })));
    case 'terms':
      return `#terms(tight: false, ${block.items
        .map(({ term, definition }) => `terms.item([${text(term)}], [${typstProse(definition, context)}])`)
        .join(', ')})\n\n`;
    case 'scripture':
      return block.items
        .map((item) => {
          const verse =
            item.text === null
              ? ''
              : `#quote(block: true)[${text(item.text)}${item.translation === null ? '' : ` #credit[${text(item.translation)}]`}]\n\n`;
          return `#reading[${text(item.reference)}]\n\n${verse}${typstProse(item.connection, context)}`;
        })
        .join('');
    case 'sources':
      return `#list(${block.items
        .map((source) => {
          const link = webAddress(source.url);
          return `[#emph[${text(source.title)}]${sourceLines(source, context.manuscript.labels.licence)
            .map((line) => `#linebreak()${text(line)}`)
            .join('')}${link === null ? '' : `#linebreak()#link(${typstString(link)})[${text(link)}]`}]`;
        })
        .join(', ')})\n\n`;
    case 'index':
      return `#index-columns[${block.items
        .map((item) => `#index-entry[${text(item.label)}][${chapterLinks(item.chapters, context.manuscript)}]\n\n`)
        .join('')}]\n\n`;
  }
};

const numbered = (items: { number: number; body: string }[]): string =>
  `#enum(tight: false, ${items.map(({ number, body }) => `enum.item(${number})[${body}]`).join(', ')})\n\n`;

const chapterLinks = (numbers: number[], { chapters }: Manuscript): string =>
  numbers
    .map((number) => {
      const chapter = chapters.find((candidate) => candidate.number === number);
      return chapter ? `#link(<${chapter.id}>)[#"${number}"]` : `#"${number}"`;
    })
    .join('#", "');
