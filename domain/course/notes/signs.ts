/** Signs that programs leave in texts: colours of a terminal, ends of pages, bells. */
import { stripVTControlCharacters } from 'node:util';
import type { Line } from './source/lines.ts';

/** What is left of a colour when the escape before it was lost on the way. */
const LEFT_OF_COLOUR = /\[(?:0|[0-9;]*[34]\d)(?:;\d{1,3})*m(?!\])/gu;

/** Every program that colours its lines ends the colour; without that, `[40m wide]` is a measure. */
const ENDS_COLOURS = '[0m';

/** Lines of the notes without such signs; the end of a page ends a paragraph. */
export function readableLines(notes: string): Line[] {
  const text = withoutColours(stripVTControlCharacters(notes)).replace(/\r\n?/gu, '\n');
  const pages = text.split(/[\f\v]/u);
  let number = 1;
  return pages.flatMap((page, index) => {
    const start = index === 0 ? page : page.trimStart();
    const inside = index === pages.length - 1 ? start : start.trimEnd();
    const first = number + countBreaks(page.slice(0, page.length - start.length));
    number += countBreaks(page);
    const lines = linesFrom(inside, first);
    return index === 0 ? lines : [{ text: '', number: first }, ...lines];
  });
}

const countBreaks = (text: string): number => text.split('\n').length - 1;

const linesFrom = (text: string, first: number): Line[] =>
  text.split('\n').map((line, index) => ({ text: line.replace(/(?!\t)\p{Cc}/gu, ''), number: first + index }));

const withoutColours = (text: string): string =>
  text.includes(ENDS_COLOURS) ? text.replace(LEFT_OF_COLOUR, '') : text;
