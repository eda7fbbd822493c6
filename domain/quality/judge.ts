/** The task by which a chapter is judged: yes/no items of the rubric, each with a quotation that decides it. */
import { z } from 'zod';
import { courseMaterial } from '../outline/briefing.ts';
import type { Course } from '../course/course.ts';
import type { Fault } from '../finding.ts';
import type { BookLanguage } from '../course/book-language.ts';
import type { CheckedTask } from '../model/language-model.ts';
import { fenceMaterial, MATERIAL_RULE } from '../model/material.ts';
import { bullets, hasWorldview, PROMPT_VERSION } from '../standard/instruction.ts';
import type { Standard } from '../standard/standard.ts';

export const JudgementSchema = z.strictObject({
  answers: z
    .array(
      z.strictObject({
        item: z.string().describe('Id of the rubric item.'),
        answer: z.enum(['yes', 'no']),
        evidence: z
          .string()
          .describe('A passage of the chapter, copied word for word, of 4 to 40 words, that decides the answer.'),
      }),
    )
    .describe('One answer to every item of the rubric, in its order.'),
});
export type Judgement = z.infer<typeof JudgementSchema>;

const TOKENS_PER_ANSWER = 140;

export interface JudgeInput {
  course: Course;
  chapter: { title: string };
  /** The whole chapter as plain text: what the judge reads and quotes. */
  text: string;
  standard: Standard;
  language: BookLanguage;
}

/** @param again ids of items whose answers rested on evidence that does not stand in the chapter: only these are asked */
export function judgeTask(
  { course, chapter, text, standard, language }: JudgeInput,
  again: string[] = [],
): CheckedTask<Judgement> {
  const rubric = standard.rubric.filter(({ id }) => again.length === 0 || again.includes(id));
  return {
    schemaName: 'judgement',
    schema: JudgementSchema,
    system: [
      `You judge one chapter of a university textbook that somebody else wrote. You decide whether students may rely on it. (Prompt version ${PROMPT_VERSION}.)`,
      MATERIAL_RULE,
      'Answer every item of the rubric by itself. Length is no merit. If you are not sure that the answer is yes, it is no.',
      'Every answer needs evidence: a passage copied from the chapter letter for letter, without dots in place of words. ' +
        'For a no, the passage that is at fault; where something is absent, the passage where it should have stood. ' +
        'For a yes about something that the chapter is free of, the passage that comes nearest to it. An answer whose evidence does not stand in the chapter does not count.',
      ...(hasWorldview(standard)
        ? [`The statement of faith of the rubric:\n${bullets(standard.statementOfFaith.map(({ text }) => text))}`]
        : []),
      `The steps of a lesson and what each must contain:\n${bullets(standard.steps.map(({ title, mustContain }) => `${title}: ${mustContain}`))}`,
    ].join('\n\n'),
    maxOutputTokens: rubric.length * TOKENS_PER_ANSWER + 500,
    prompt: [
      `Judge the chapter in the material “text” by the ${rubric.length} items in the material “rubric”.`,
      ...(again.length === 0
        ? []
        : [
            'These items were answered before with evidence that does not stand in the text, and such an answer does not count. ' +
              'Answer them anew, yes or no; find a passage that decides the answer first, and copy it as one run of words.',
          ]),
      courseMaterial(course, language.language),
      fenceMaterial(
        'rubric',
        rubric.map(({ id, question }) => ({ id, question })),
      ),
      fenceMaterial('text', { chapter: chapter.title, text }),
    ].join('\n\n'),
    check: ({ answers }) => [
      ...answers
        .filter(({ item }) => !rubric.some(({ id }) => id === item))
        .map(({ item }) => fault(`The rubric has no item ${item}.`)),
      ...rubric.flatMap(({ id }) => {
        const times = answers.filter(({ item }) => item === id).length;
        return times === 1 ? [] : [fault(`The item ${id} is answered ${times} times, expected once.`)];
      }),
    ],
  };
}

const fault = (detail: string): Fault => ({ rule: 'rubric-answers', detail });
