/** Signs that programs leave in texts: colours of a terminal, ends of pages, bells. */
import { stripVTControlCharacters } from 'node:util';

/** What is left of a colour when the escape before it was lost on the way. */
const LEFT_OF_COLOUR = /\[(?:0|[0-9;]*[34]\d)(?:;\d{1,3})*m(?!\])/gu;

export const withoutSigns = (text: string): string =>
  stripVTControlCharacters(text)
    .replace(/\r\n?/gu, '\n')
    .replace(LEFT_OF_COLOUR, '')
    // The end of a page ends a paragraph.
    .replace(/\s*[\f\v]\s*/gu, '\n\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '');
