/** A section: the teaching itself, from the lectures that it rests on, with the key terms that it introduces. */
import { toString } from 'mdast-util-to-string';
import { z } from 'zod';
import { foldWords } from '../../course/ground.ts';
import { plainTitle } from '../../course/title.ts';
import { countWords, foldText } from '../../language/words.ts';
import { fenceMaterial } from '../../model/material.ts';
import { lectureMaterial, lecturesById } from '../../outline/briefing.ts';
import { sectionNotes } from '../../outline/slices.ts';
import { titleWithPart } from '../../outline/titles.ts';
import type { StoredShape } from '../../stored.ts';
import { plainText } from '../../text/plain-text.ts';
import { proseText } from '../../text/markdown.ts';
import type { Prose } from '../../text/prose.ts';
import { outOfRange, problem, isBlank, type RuleContext } from '../rules/checks.ts';
import { occursIn } from '../rules/standing-terms.ts';
import type { WordingProblem } from '../rules/wording.ts';
import { definePart, type Numbered, type TogetherProblem } from './definition.ts';
import { sectionKeyTerms, sectionWords, sectionWordsAbout } from './limits.ts';
import { sectionOf, type PartInput, type PartTask } from './task.ts';

export const SectionDraftSchema = z.strictObject({
  body: z
    .string()
    .describe('The section in CommonMark: paragraphs, lists, tables, code; headings only from ####. No title.'),
  keyTerms: z
    .array(
      z.strictObject({
        term: z.string().describe('A term that the section uses, as written there.'),
        definition: z.string().describe('One sentence that says what it means here.'),
      }),
    )
    .describe('Terms that this section introduces; an empty list when it introduces none.'),
});
export type SectionDraft = z.infer<typeof SectionDraftSchema>;

const SHAPE: StoredShape<SectionDraft> = { schema: SectionDraftSchema, upgrades: [] };

export const sectionPart = definePart<SectionDraft>({
  name: 'section',
  per: 'section',
  wave: 'teaching',
  strands: ['factual', 'depth', 'tone', 'safety', 'structure', 'citation'],
  shape: SHAPE,
  size: (standard, { sections, notesWords }) => ({ input: notesWords, output: sectionWordsAbout(standard, sections) }),
  task: sectionTask,

  texts: ({ body, keyTerms }, number) => [
    { name: `section ${number}`, kind: 'section', form: 'running', place: 'teaching', markdown: body },
    ...keyTerms.map(({ term, definition }) => ({
      name: `key term “${term}”`,
      kind: 'terms',
      form: 'phrase' as const,
      place: 'terms' as const,
      lead: term,
      markdown: definition,
    })),
  ],

  rules: ({ body, keyTerms }, number, context) => {
    const { standard, language, plan } = context;
    const text = plainText(body);
    const { min, max } = sectionWords(standard, plan, notesWords(number, context));
    return [
      ...outOfRange('section-words', `section ${number}`, countWords(text, language), { min, max }, 'words'),
      ...keyTerms.flatMap(({ term, definition }) => [
        ...(occursIn(text, term, language)
          ? []
          : [problem('key-term', `The key term “${term}” does not stand in section ${number}.`)]),
        ...(isBlank(definition) || foldWords(definition) === foldWords(term)
          ? [problem('key-term', `The key term “${term}” has no definition.`)]
          : []),
      ]),
      ...givenTermProblems({ text, keyTerms }, number, context),
    ];
  },
  rulesTogether: (parts, context) => [...lengthProblems(parts, context), ...keyTermProblems(parts, context)],

  print: (parts, { chapter, labels, read }) => [
    ...parts.map(({ section, content }) => {
      const title = chapter.sections.find(({ number }) => number === section)?.title ?? '';
      return {
        place: 'teaching' as const,
        key: `section-${section}`,
        kind: 'section',
        title,
        number: `${chapter.number}.${section}`,
        blocks: [{ type: 'prose' as const, content: withoutTitle(read(content.body), title) }],
      };
    }),
    {
      place: 'terms',
      key: 'key-terms',
      kind: 'key-terms',
      title: labels.keyTerms,
      number: null,
      blocks: [{ type: 'terms', items: keyTerms(parts, read) }],
    },
  ],
});

function sectionTask(input: PartInput): PartTask {
  const { course, standard, plan, language } = input;
  const section = sectionOf(input);
  const hasTerms = lecturesById(course, section.lectureIds).some(({ keyTerms }) => keyTerms);
  const words = sectionWords(standard, plan, notesWords(section.number, { course, plan, language: language.language }));
  return {
    maxWords: words.max,
    instructions: [
      `Write section ${section.number} of chapter ${plan.number}: the one named in the material “section”.`,
      section.lectureIds.length > 0
        ? 'The material “lectures” is the ground of the section. Teach all that it says, in its order where that serves the student, in your own words; ' +
          'keep its facts, names, formulas and code exactly, and add only what explains them. Where the notes are null, teach what title, summary and objectives name. ' +
          'What it calls a figure is not in the book.'
        : 'Teach what the section’s title and brief name, at the level of the course. State only what is well established in the subject.',
      `Length: ${words.min} to ${words.max} words, as long as the matter asks. Begin with the matter itself; no title, no greeting, no announcement.`,
      'Use CommonMark: paragraphs, lists, tables, fenced code, $…$ and $$…$$ for formulas, headings only from ####. No HTML, no pictures, no links.',
      'Do not treat what other sections of the chapter treat: their titles are in the material “chapter”.',
      'List as key terms what this section introduces and explains, each exactly as it stands in the body.',
      ...(hasTerms
        ? [
            'The lectures give key terms: list each that the body uses, before all others, with its definition word for word.',
          ]
        : []),
    ],
    material: [
      fenceMaterial('section', {
        number: section.number,
        title: titleWithPart(section.title, section.slice),
        brief: section.brief,
      }),
      lectureMaterial(course, section),
    ],
    limits: { words, keyTerms: sectionKeyTerms(standard, plan) },
  };
}

/** Words of the notes that a section rests on, in its slice: as a reader sees them, without the words of long addresses. */
const notesWords = (
  number: number,
  { course, plan, language }: Pick<RuleContext, 'course' | 'plan' | 'language'>,
): number => {
  const section = plan.sections.find((one) => one.number === number);
  const notes = section
    ? lecturesById(course, section.lectureIds).map((lecture) => sectionNotes(lecture, section.slice) ?? '')
    : [];
  return countWords(plainText(notes.join('\n\n')), language);
};

/** The course's own terms, as many as a section may have: those that the section uses are listed as the course defines them. */
function givenTermProblems(
  { text, keyTerms }: { text: string; keyTerms: SectionDraft['keyTerms'] },
  number: number,
  { course, plan, standard, language }: RuleContext,
): WordingProblem[] {
  const lectureIds = plan.sections.find((section) => section.number === number)?.lectureIds ?? [];
  const definitions = new Map(keyTerms.map(({ term, definition }) => [foldWords(term), foldWords(definition)]));
  return lecturesById(course, lectureIds)
    .flatMap((lecture) => lecture.keyTerms ?? [])
    .filter(({ term }) => occursIn(text, term, language))
    .slice(0, sectionKeyTerms(standard, plan).max)
    .filter(({ term, definition }) => definitions.get(foldWords(term)) !== foldWords(definition))
    .map(({ term }) =>
      problem(
        'course-terms',
        `Section ${number} uses “${term}”; expected it among the key terms, with the course's definition.`,
      ),
    );
}

/** Too short: the sections below their share are to blame, or else the shortest. Too long: the longest. */
function lengthProblems(
  parts: Numbered<SectionDraft>[],
  { standard, language, plan, chapterWords }: RuleContext & { chapterWords: number },
): TogetherProblem[] {
  const { min, max } = standard.lengths.chapterWords;
  if (chapterWords >= min && chapterWords <= max) return [];
  const lengths = parts
    .map(({ section, content }) => ({ section, words: countWords(plainText(content.body), language) }))
    .sort((a, b) => a.words - b.words);
  const share = sectionWords(standard, plan, 0).min;
  const short = lengths.filter(({ words }) => words < share);
  const blamed = chapterWords > max ? lengths.slice(-1) : short.length > 0 ? short : lengths.slice(0, 1);
  return blamed.map(({ section, words }) => ({
    rule: chapterWords < min ? 'min-words' : 'max-words',
    severity: 'veto',
    section,
    detail: `${chapterWords} of ${chapterWords < min ? `at least ${min}` : `at most ${max}`} words in the chapter; section ${section} has ${words}.`,
  }));
}

/** Too few key terms weigh, but hold no veto: a text that defines no term must not be made to list one. */
function keyTermProblems(parts: Numbered<SectionDraft>[], { standard }: RuleContext): TogetherProblem[] {
  const total = parts.reduce((sum, { content }) => sum + content.keyTerms.length, 0);
  const { min, max } = standard.counts.keyTerms;
  const fewest = [...parts].sort((a, b) => a.content.keyTerms.length - b.content.keyTerms.length);
  const blamed = total < min ? fewest[0] : fewest.at(-1);
  if ((total >= min && total <= max) || !blamed) return [];
  return [
    {
      rule: 'key-terms',
      severity: total < min ? 'weak' : 'veto',
      section: blamed.section,
      detail: `${total} key terms in the chapter, expected ${min} to ${max}.`,
    },
  ];
}

/** Each term once, with the definition that it is given first. */
function keyTerms(
  parts: Numbered<SectionDraft>[],
  read: (markdown: string) => Prose,
): { term: string; definition: Prose }[] {
  const terms = new Map<string, { term: string; definition: Prose }>();
  for (const { term: written, definition } of parts.flatMap(({ content }) => content.keyTerms)) {
    const term = proseText(read(written)).replace(/\s+/gu, ' ').trim();
    const key = foldText(term);
    if (key !== '' && !terms.has(key)) terms.set(key, { term, definition: read(definition) });
  }
  return [...terms.values()];
}

/** Notes and models like to begin a section with its own title once more. */
const withoutTitle = (prose: Prose, title: string): Prose => {
  const [first, ...rest] = prose.children;
  const isTitle = first?.type === 'heading' && foldText(toString(first)) === foldText(plainTitle(title) || title);
  return isTitle ? { ...prose, children: rest } : prose;
};
