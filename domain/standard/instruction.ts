/** What every prompt says first: the writer's or judge's role, the standard's voice, the language, the rule of material. */
import { languageName } from '../language/name.ts';
import { MATERIAL_RULE } from '../model/material.ts';
import { memoizeByText } from '../memoize.ts';
import type { Standard } from './standard.ts';

/** Part of every prompt: a change of wording changes every prompt's hash, and says so. */
export const PROMPT_VERSION = '2026-11.1';

/** @param role one or two sentences that say what the model is to do */
export function systemText({
  role,
  standard,
  language,
}: {
  role: string;
  standard: Standard;
  language: string;
}): string {
  return [
    `${role} (Prompt version ${PROMPT_VERSION}.)`,
    MATERIAL_RULE,
    `Write in ${askedLanguage(language)}, whatever language the material is in; titles, code and quoted terms stay as they are.`,
    `The voice of the book:\n${bullets(standard.voice)}`,
    ...(hasWorldview(standard)
      ? [
          `The book may not contradict this statement of faith. It is a border, not a text to repeat:\n${bullets(
            standard.statementOfFaith.map(({ text }) => text),
          )}`,
        ]
      : []),
    'Invent nothing: no person, event, figure, quotation, testimony, book, article or web address. Cite no literature. ' +
      'Never print the words of a Bible verse: give the reference alone; the book inserts the checked text.',
    'Write only what belongs in the printed book: nothing about yourself, this task, its limits or your plans.',
  ].join('\n\n');
}

/** True when the rubric judges a worldview: then, and only then, the statement of faith binds. */
export const hasWorldview = ({ rubric, statementOfFaith }: Standard): boolean =>
  statementOfFaith.length > 0 && rubric.some(({ strand }) => strand === 'worldview');

export const bullets = (lines: string[]): string => lines.map((line) => `- ${line}`).join('\n');

/** A language that the catalogue does not know is that of the course's title. */
const askedLanguage = memoizeByText((language) =>
  language === 'und' ? 'the language of the course’s title' : languageName(language),
);
