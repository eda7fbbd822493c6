/** Requests as the prompts of this project make them: prose with material blocks, and the schema by name. */
import { aStandard } from '../fixtures/builders.ts';
import { fenceMaterial } from '../../domain/model/material.ts';
import { writeDraft } from '../../rehearsal/writers/write-reply.ts';

export const LIMITS = {
  words: { min: 5, max: 2400 },
  keyTerms: { min: 1, max: 6 },
  objectives: { min: 3, max: 8 },
  stepWords: { min: 5, max: 600 },
  summaryWords: { min: 5, max: 400 },
  exercises: { min: 5, max: 15 },
  discussionQuestions: { min: 3, max: 8 },
  scripture: { min: 2, max: 5 },
  chapters: { min: 10, max: 80 },
  sectionsPerChapter: { min: 3, max: 12 },
};

export const NOTES = [
  '### Variables',
  'A variable is a named place that holds a value while a program runs. The name is chosen by the programmer. ' +
    'Most programs use many of them, and readers depend on good names. How would you name the age of a person?',
  '```python\n# a comment, not a heading\nage = 7\n\nprint(age)\n```',
  '| Name | Value |\n| --- | --- |\n| age | 7 |',
  'The formula $a^2 + b^2 = c^2$ stands in the text. Names with several words are written with underscores between the words.',
  '- first point\n- second point',
  '#### Naming\n\nA constant is a variable whose value is never changed after its first assignment. Teams agree on capital letters for it.',
].join('\n\n');

export const COURSE = {
  title: 'Programming for Beginners',
  description: null,
  subject: 'Computing',
  level: 'beginner',
  language: 'en',
  licence: 'CC BY 4.0',
  attribution: null,
};
export const CHAPTER = { number: 2, title: 'Values and their names', part: null, of: 12 };
export const SECTION = { number: 1, title: 'How values get their names', brief: null };
export const LECTURE = {
  title: 'Variables',
  summary: 'What a variable is.',
  notes: NOTES,
  objectives: ['Name a value.'],
  references: [],
};
export const READINGS = [
  { reference: 'Proverbs 2:6', theme: 'wisdom' },
  { reference: 'Genesis 2:19-20', theme: 'naming' },
  { reference: 'Psalm 90:12', theme: 'counting' },
];

export const STEPS = aStandard().steps;

type Blocks = Record<string, unknown>;

export const aPrompt = (blocks: Blocks): string =>
  [
    'Write the part that is asked for.',
    ...Object.entries({ course: COURSE, chapter: CHAPTER, limits: LIMITS, steps: STEPS, ...blocks }).map(
      ([name, value]) => fenceMaterial(name, value),
    ),
  ].join('\n\n');

/** The draft that the writer gives, unparsed. */
export const aDraft = (schemaName: string, blocks: Blocks): unknown =>
  writeDraft({
    system: 'You write a textbook.',
    user: aPrompt(blocks),
    schemaName,
    jsonSchema: null,
    wantsJson: true,
  }).draft;

export const aChatBody = (schemaName: string, schema: unknown, blocks: Blocks, more: Blocks = {}): Blocks => ({
  model: 'scroll-rehearsal',
  messages: [
    { role: 'system', content: 'You write a textbook.' },
    { role: 'user', content: aPrompt(blocks) },
  ],
  response_format: { type: 'json_schema', json_schema: { name: schemaName, strict: true, schema } },
  ...more,
});
