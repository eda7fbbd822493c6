/** The tasks by which a chapter is written: its sections one by one, then the frame of six steps, then the study material. */
import { chapterLectureMaterial, courseMaterial, lectureMaterial } from '../outline/briefing.ts';
import type { Course } from '../course/course.ts';
import { LibraryError } from '../failure.ts';
import type { BookLanguage } from '../course/book-language.ts';
import type { CheckedTask } from '../model/language-model.ts';
import { fenceMaterial } from '../model/material.ts';
import type { Outline, OutlineChapter } from '../outline/outline.ts';
import { printedTitle } from '../outline/titles.ts';
import type { Finding } from '../finding.ts';
import { systemText } from '../standard/instruction.ts';
import type { Standard } from '../standard/standard.ts';
import {
  FrameDraftSchema,
  SectionDraftSchema,
  StudyDraftSchema,
  type FrameDraft,
  type PartName,
  type SectionDraft,
  type StudyDraft,
} from './chapter.ts';
import { frameFields, sectionFields, studyFields, type Field } from './fields.ts';
import { sectionKeyTerms, sectionWords } from './limits.ts';
import { bookGround, checkFrame, checkSection, checkStudy, notesWords, type RuleContext } from './part-rules.ts';
import { chapterReadings } from './readings.ts';
import { checkRepetition } from './repetition.ts';

interface PartInput {
  course: Course;
  outline: Outline;
  chapterNumber: number;
  standard: Standard;
  language: BookLanguage;
  /** What was found wrong with an earlier version of this part; empty at first. */
  findings: string[];
}

interface WrittenSection {
  number: number;
  title: string;
  body: string;
}

/** Tokens that a word may take at the worst in languages that the model knows less well. */
const TOKENS_PER_WORD = 3;
const TOKENS_BESIDE_TEXT = 1500;
/** Characters of written sections that a task carries; beyond it every section is cut alike. */
const SECTION_CHARS = 60_000;

const OFFICE =
  'You write one part of a university textbook for students who work alone. Other parts are written by others.';

export function sectionTask(input: PartInput & { sectionNumber: number }): CheckedTask<SectionDraft> {
  const { course, standard, sectionNumber } = input;
  const context = ruleContext(input);
  const { plan, language } = context;
  const section = plan.sections.find(({ number }) => number === sectionNumber);
  if (!section) throw missing(`section ${sectionNumber} in chapter ${plan.number}`, input.outline);
  const words = sectionWords(standard, plan, notesWords(sectionNumber, context));
  const isGrounded = section.lectureIds.length > 0;
  return {
    schemaName: 'section_draft',
    schema: SectionDraftSchema,
    system: systemText({ office: OFFICE, standard, language }),
    maxOutputTokens: words.max * TOKENS_PER_WORD + TOKENS_BESIDE_TEXT,
    prompt: [
      `Write section ${sectionNumber} of chapter ${plan.number}: the one named in the material “section”.`,
      isGrounded
        ? 'The material “lectures” is the ground of the section. Teach all that it says, in its order where that serves the student, in your own words; ' +
          'keep its facts, names, formulas and code exactly, and add only what explains them. Where the notes are null, teach what title, summary and objectives name. ' +
          'What it calls a figure is not in the book.'
        : 'Teach what the section’s title and brief name, at the level of the course. State only what is well established in the subject.',
      `Length: ${words.min} to ${words.max} words, as long as the matter asks. Begin with the matter itself; no title, no greeting, no announcement.`,
      'Use CommonMark: paragraphs, lists, tables, fenced code, $…$ and $$…$$ for formulas, headings only from ####. No HTML, no pictures, no links.',
      'Do not treat what other sections of the chapter treat: their titles are in the material “chapter”.',
      'List as key terms what this section introduces and explains, each exactly as it stands in the body.',
      ...revisionText(input.findings),
      courseMaterial(course, language),
      chapterMaterial(input.outline, plan),
      fenceMaterial('section', {
        number: section.number,
        title: printedTitle(section.title, section.slice),
        brief: section.brief,
      }),
      lectureMaterial(course, section),
      fenceMaterial('limits', { words, keyTerms: sectionKeyTerms(standard, plan) }),
      ...findingsMaterial(input.findings),
    ].join('\n\n'),
    check: (draft) =>
      vetoes([
        ...checkSection(sectionNumber, draft, context),
        ...repetition(sectionFields(sectionNumber, draft), [], context),
      ]),
  };
}

export function frameTask(input: PartInput & { sections: WrittenSection[] }): CheckedTask<FrameDraft> {
  const { course, standard, sections } = input;
  const context = ruleContext(input);
  const { plan, language } = context;
  const { lengths, counts, steps } = standard;
  const most = lengths.stepWords.max * steps.length + lengths.summaryWords.max + counts.objectives.max * 25;
  return {
    schemaName: 'frame_draft',
    schema: FrameDraftSchema,
    system: systemText({ office: OFFICE, standard, language }),
    maxOutputTokens: most * TOKENS_PER_WORD + TOKENS_BESIDE_TEXT,
    prompt: [
      `Write the frame of chapter ${plan.number}: its objectives, its six steps and its summary. The sections themselves are written; they are in the material “sections” and are printed after the second step.`,
      `The six steps, and what each must contain, are in the material “steps”. Each step takes ${lengths.stepWords.min} to ${lengths.stepWords.max} words, the summary ${lengths.summaryWords.min} to ${lengths.summaryWords.max}.`,
      `Give ${counts.objectives.min} to ${counts.objectives.max} objectives; each begins with a verb that can be observed and is reached by what the sections teach.`,
      'Rest on what the sections say and contradict none of it. Do not copy their sentences. Stories and scenarios are marked as imagined (“Imagine …”), never told as having happened.',
      'Use CommonMark without headings; no HTML, no pictures, no links.',
      ...revisionText(input.findings),
      courseMaterial(course, language),
      chapterMaterial(input.outline, plan),
      chapterLectureMaterial(course, plan),
      sectionsMaterial(plan, sections),
      fenceMaterial('steps', steps),
      fenceMaterial('limits', {
        objectives: counts.objectives,
        stepWords: lengths.stepWords,
        summaryWords: lengths.summaryWords,
      }),
      ...findingsMaterial(input.findings),
    ].join('\n\n'),
    check: (draft) => vetoes([...checkFrame(draft, context), ...repetition(frameFields(draft), sections, context)]),
  };
}

export function studyTask(input: PartInput & { sections: WrittenSection[] }): CheckedTask<StudyDraft> {
  const { course, standard, sections } = input;
  const context = ruleContext(input);
  const { plan, language } = context;
  const { exercises, discussionQuestions, scripture } = standard.counts;
  const most = exercises.max * 250 + discussionQuestions.max * 50 + scripture.max * 60;
  return {
    schemaName: 'study_draft',
    schema: StudyDraftSchema,
    system: systemText({ office: OFFICE, standard, language }),
    maxOutputTokens: most * TOKENS_PER_WORD + TOKENS_BESIDE_TEXT,
    prompt: [
      `Write the study material of chapter ${plan.number}, from its sections in the material “sections”.`,
      `${exercises.min} to ${exercises.max} exercises, about two to a section: some that recall, most that apply, one or two that join sections. Each can be answered from the chapter alone, and each has its full solution, with every step.`,
      `${discussionQuestions.min} to ${discussionQuestions.max} discussion questions: open, specific to the chapter, answerable by reasons and not by taste.`,
      scripture.max === 0
        ? 'No readings from Scripture: leave the list empty.'
        : `${scripture.min} to ${scripture.max} readings from Scripture out of the material “readings”, those with the most real connection to this chapter; say the connection in a sentence or two that is true to the passage and to the subject. Quote none of its words.`,
      'Use CommonMark without headings; no HTML, no pictures, no links.',
      ...revisionText(input.findings),
      courseMaterial(course, language),
      chapterMaterial(input.outline, plan),
      sectionsMaterial(plan, sections),
      fenceMaterial('readings', chapterReadings(course, plan, standard)),
      fenceMaterial('limits', { exercises, discussionQuestions, scripture }),
      ...findingsMaterial(input.findings),
    ].join('\n\n'),
    check: (draft) => vetoes([...checkStudy(draft, context), ...repetition(studyFields(draft), sections, context)]),
  };
}

/** What is wrong with a draft of a part: its task's own check, for data that comes from another thread. */
export function checkPart({
  part,
  draft,
  sections,
  ...input
}: PartInput & { part: PartName; sections: WrittenSection[]; draft: unknown }): string[] {
  const checkBy = <Draft>({ schema, check }: CheckedTask<Draft>): string[] => check(schema.parse(draft));
  if (part === 'frame') return checkBy(frameTask({ ...input, sections }));
  if (part === 'study') return checkBy(studyTask({ ...input, sections }));
  return checkBy(sectionTask({ ...input, sectionNumber: Number(part.slice('section:'.length)) }));
}

function ruleContext({ course, outline, chapterNumber, standard, language }: PartInput): RuleContext {
  const plan = outline.chapters.find(({ number }) => number === chapterNumber);
  if (!plan) throw missing(`chapter ${chapterNumber}`, outline);
  return {
    course,
    ground: bookGround(course, outline, standard),
    standard,
    language: language.language,
    copies: language.copies,
    plan,
  };
}

const missing = (what: string, { title }: Outline): LibraryError =>
  new LibraryError('StateConflict', `Expected the outline of “${title}” to have ${what}; it has none such.`);

const chapterMaterial = ({ chapters }: Outline, { number, title, part, sections }: OutlineChapter): string =>
  fenceMaterial('chapter', {
    number,
    title,
    part,
    of: chapters.length,
    sections: sections.map((section) => printedTitle(section.title, section.slice)),
  });

/** Under their printed titles: two slices of one lecture are told apart. */
function sectionsMaterial(plan: OutlineChapter, sections: WrittenSection[]): string {
  const titles = new Map(plan.sections.map(({ number, title, slice }) => [number, printedTitle(title, slice)]));
  const room = Math.floor(SECTION_CHARS / Math.max(1, sections.length));
  return fenceMaterial(
    'sections',
    sections.map(({ number, title, body }) => ({
      number,
      title: titles.get(number) ?? title,
      text: body.length <= room ? body : `${body.slice(0, room)}…`,
    })),
  );
}

const revisionText = (findings: string[]): string[] =>
  findings.length === 0
    ? []
    : [
        'This part was written before and sent back. Write it anew, whole, and mend what the material “findings” names; keep to everything else above.',
      ];

const findingsMaterial = (findings: string[]): string[] =>
  findings.length === 0 ? [] : [fenceMaterial('findings', findings)];

/** What of the draft stands twice, in itself or in the sections that are there already. */
function repetition(
  fields: Field[],
  sections: WrittenSection[],
  { ground, standard, language, plan }: RuleContext,
): Finding[] {
  const written = sections.flatMap(({ number, body }) => sectionFields(number, { body, keyTerms: [] }));
  const drafted = new Set(fields.map(({ part }) => part));
  const placed = [...written, ...fields].map((field) => ({ ...field, chapter: plan.number }));
  return checkRepetition(placed, { scope: 'chapter', ground, standard, language }).filter(({ part }) =>
    [...drafted].some((name) => name === part),
  );
}

const vetoes = (findings: Finding[]): string[] =>
  findings.filter(({ severity }) => severity === 'veto').map(({ detail }) => detail);
