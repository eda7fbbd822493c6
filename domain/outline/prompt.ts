/** The task by which a book is planned for a course that has too few modules and notes of its own. */
import { courseMaterial } from './briefing.ts';
import type { Course } from '../course/course.ts';
import type { BookLanguage } from '../course/book-language.ts';
import type { CheckedTask } from '../model/language-model.ts';
import { fenceMaterial } from '../model/material.ts';
import { systemText } from '../standard/instruction.ts';
import type { Standard } from '../standard/standard.ts';
import { OutlineDraftSchema, type OutlineDraft } from './outline.ts';
import { outlineFromDraft, requiredTitles } from './plan.ts';
import { checkOutline } from './rules.ts';

/** Notes of a lecture that the planner needs to see, in characters. */
const NOTES_CHARS = 1500;
const MAX_OUTPUT_TOKENS = 8000;

export function outlineTask(input: {
  course: Course;
  standard: Standard;
  language: BookLanguage;
  findings: string[];
}): CheckedTask<OutlineDraft> {
  const { course, standard, findings } = input;
  const { language } = input.language;
  const { chapters, sectionsPerChapter } = standard.lengths;
  const hasModules = course.modules.length > 0;
  return {
    schemaName: 'outline_draft',
    schema: OutlineDraftSchema,
    system: systemText({ role: 'You plan a university textbook for one course.', standard, language }),
    maxOutputTokens: MAX_OUTPUT_TOKENS,
    prompt: [
      'Plan the chapters and sections of a complete textbook for the course in the material “course”.',
      `At least ${chapters.min} chapters, at most ${Math.min(chapters.max, chapters.min * 2)}, each with ${sectionsPerChapter.min} to ${sectionsPerChapter.max} sections.`,
      'Every title says what is taught, so that it would fit no other subject: no numbers, no “Core concepts”, no “Introduction to the chapter”. No two chapters have one title, and no two sections of a chapter.',
      'Go from first acquaintance and vocabulary to understanding, to application, to judgement about the whole, to passing it on. Nothing is taught twice.',
      'Each brief says in one or two sentences what the section teaches and what the student does with it.',
      ...(hasModules
        ? [
            'The course has modules and lectures of its own, in the material “modules”. Each module with lectures is a chapter with exactly its title, and each of its lectures a section of that chapter with exactly its title, exactly once; such a chapter may have fewer sections than others. Each module without lectures is a chapter or a section with exactly its title. All stand in the given order; plan the other chapters before, between and after them.',
            `A module with more than ${sectionsPerChapter.max} lectures goes on in further chapters, under titles of your own, right after the one with its title.`,
          ]
        : []),
      ...(findings.length > 0
        ? ['An earlier plan was sent back. Plan anew, whole, and mend what the material “findings” names.']
        : []),
      courseMaterial(course, language),
      ...(hasModules ? [fenceMaterial('modules', moduleEntries(course, standard))] : []),
      fenceMaterial('limits', { chapters, sectionsPerChapter }),
      ...(findings.length > 0 ? [fenceMaterial('findings', findings)] : []),
    ].join('\n\n'),
    check: (draft) =>
      checkOutline(outlineFromDraft(course, draft, standard), { course, standard, language: input.language }),
  };
}

/** Modules and lectures under the titles that the plan must use. */
function moduleEntries(course: Course, standard: Standard): object[] {
  const titles = requiredTitles(course, standard);
  return course.modules.map(({ summary, lectures }, index) => ({
    title: titles[index]?.title,
    summary,
    lectures: lectures.map((lecture, position) => ({
      title: titles[index]?.lectures[position],
      summary: lecture.summary,
      notes:
        lecture.notes === null || lecture.notes.length <= NOTES_CHARS
          ? lecture.notes
          : `${lecture.notes.slice(0, NOTES_CHARS)}…`,
    })),
  }));
}
