/** Signs that programs leave in texts: colours of a terminal, ends of pages, bells. */
import { stripVTControlCharacters } from 'node:util';

/** What is left of a colour when the escape before it was lost on the way. */
const LEFT_OF_COLOUR = /\[(?:0|[0-9;]*[34]\d)(?:;\d{1,3})*m(?!\])/gu;

/** Every program that colours its lines ends the colour; without that, `[40m wide]` is a measure. */
const ENDS_COLOURS = '[0m';

export const withoutSigns = (text: string): string =>
  withoutColours(stripVTControlCharacters(text))
    .replace(/\r\n?/gu, '\n')
    // The end of a page ends a paragraph.
    .replace(/\s*[\f\v]\s*/gu, '\n\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '');

const withoutColours = (text: string): string =>
  text.includes(ENDS_COLOURS) ? text.replace(LEFT_OF_COLOUR, '') : text;
