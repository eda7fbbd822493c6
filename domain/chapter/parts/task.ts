/** The task by which a part is written: what every part's prompt says beside its own words. */
import type { BookLanguage } from '../../course/book-language.ts';
import type { Course } from '../../course/course.ts';
import type { ModelTask } from '../../model/language-model.ts';
import { fenceMaterial } from '../../model/material.ts';
import { courseMaterial } from '../../outline/briefing.ts';
import type { Outline, OutlineChapter, OutlineSection } from '../../outline/outline.ts';
import { titleWithPart } from '../../outline/titles.ts';
import { systemText } from '../../standard/instruction.ts';
import type { Standard } from '../../standard/standard.ts';

export interface PartInput {
  course: Course;
  outline: Outline;
  plan: OutlineChapter;
  /** Null in a part of the whole chapter. */
  section: OutlineSection | null;
  standard: Standard;
  language: BookLanguage;
  /** Contents of the parts of earlier waves, by name. */
  written: ReadonlyMap<string, object>;
  /** What was found wrong with an earlier version of this part; empty at first. */
  findings: string[];
}

/** The section that a part of a section is of. */
export function sectionOf({ plan, section }: PartInput): OutlineSection {
  if (section) return section;
  throw new TypeError(`A part of a section of chapter ${plan.number} was asked for without the section.`);
}

/** What a part asks for by itself. */
export interface PartTask {
  /** What to write and how; a paragraph each. */
  instructions: string[];
  /** Fenced material beside course, chapter and limits. */
  material: string[];
  /** Numbers that the draft is held to, by name. */
  limits: object;
  /** Words of the longest draft that is allowed. */
  maxWords: number;
}

/** Tokens that a word may take at the worst in languages that the model knows less well. */
const TOKENS_PER_WORD = 3;
const TOKENS_BESIDE_TEXT = 1500;
/** Characters of written sections that a task carries; beyond it every section is cut alike. */
const SECTION_CHARS = 60_000;

const ROLE =
  'You write one part of a university textbook for students who work alone. Other parts are written by others.';

/** Asks for a draft of this shape; `check` says what is wrong with one. */
export function partTask<Content>(
  { course, outline, plan, standard, language, findings }: PartInput,
  asked: PartTask,
  draft: Pick<ModelTask<Content>, 'schemaName' | 'schema' | 'check' | 'onUnsound'>,
): ModelTask<Content> {
  return {
    ...draft,
    system: systemText({ role: ROLE, standard, language: language.language }),
    maxOutputTokens: asked.maxWords * TOKENS_PER_WORD + TOKENS_BESIDE_TEXT,
    prompt: [
      ...asked.instructions,
      ...(findings.length === 0 ? [] : [REVISION]),
      courseMaterial(course, language.language),
      chapterMaterial(outline, plan),
      ...asked.material,
      fenceMaterial('limits', asked.limits),
      ...(findings.length === 0 ? [] : [fenceMaterial('findings', findings)]),
    ].join('\n\n'),
  };
}

const REVISION =
  'This part was written before and sent back. Write it anew, whole, and mend what the material “findings” names; keep to everything else above.';

const chapterMaterial = ({ chapters }: Outline, { number, title, part, sections }: OutlineChapter): string =>
  fenceMaterial('chapter', {
    number,
    title,
    part,
    of: chapters.length,
    sections: sections.map((section) => titleWithPart(section.title, section.slice)),
  });

/** The written sections for a part that rests on them, under their printed titles: two slices of one lecture are told apart. */
export function sectionsMaterial({ sections }: OutlineChapter, bodyOf: (section: number) => string): string {
  const room = Math.floor(SECTION_CHARS / Math.max(1, sections.length));
  return fenceMaterial(
    'sections',
    sections.map(({ number, title, slice }) => {
      const body = bodyOf(number);
      return {
        number,
        title: titleWithPart(title, slice),
        text: body.length <= room ? body : `${body.slice(0, room)}…`,
      };
    }),
  );
}
