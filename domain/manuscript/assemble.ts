/**
 * Puts a book together: chapters, what stands before and after them, and what its metadata says, as one tree.
 *
 * The only place, with `chapter-sections` and `front-back`, where Markdown becomes prose. The same request gives the same
 * manuscript: no clock, no chance.
 */
import { CHAPTER_PARTS, type PartRegistry } from '../chapter/parts/registry.ts';
import { courseHasNotes } from '../course/content.ts';
import { framedNotice } from '../course/book-language.ts';
import { countWords } from '../language/words.ts';
import { blockPieces } from '../blocks/registry.ts';
import { chapterId, chapterSections, printableTitle } from './chapter-sections.ts';
import { backSections, prefaceSection, printed, rightsOf } from './front-back.ts';
import { labelsFor } from '../language/labels.ts';
import type { ManuscriptRequest } from './manuscript-request.ts';
import type { Manuscript, ManuscriptChapter } from './manuscript.ts';

export function assembleManuscript(written: ManuscriptRequest, registry: PartRegistry = CHAPTER_PARTS): Manuscript {
  const request = { ...written, chapters: [...written.chapters].sort((a, b) => a.number - b.number) };
  const { book, course, outline, standard, language, direction, insteadOf, publisher } = request;
  const { labels, language: labelsLanguage } = labelsFor(language);
  const title = printableTitle(outline.title);
  const chapters: ManuscriptChapter[] = request.chapters.map((chapter) => ({
    id: chapterId(chapter.number),
    number: chapter.number,
    title: printableTitle(chapter.title),
    sections: chapterSections(chapter, { standard, labels, language }, registry),
  }));
  return {
    bookId: book.id,
    courseId: course.id,
    courseCode: printed(course.code),
    edition: book.edition,
    title,
    subtitle: null,
    language,
    direction,
    subject: printed(course.subject),
    level: printed(course.level),
    publisher,
    rights: rightsOf(course),
    isRehearsal: book.isRehearsal,
    notices: [
      ...(book.isRehearsal ? [labels.rehearsalNotice] : []),
      ...(book.isRehearsal && !courseHasNotes(course) ? [labels.noNotes] : []),
      ...(insteadOf === null ? [] : [framedNotice(insteadOf)]),
    ],
    createdAt: book.createdAt,
    labels: {
      contents: labels.contents,
      chapter: labels.chapter,
      edition: labels.edition,
      solution: labels.solution,
      exercise: labels.exercise,
      licence: labels.licence,
      rehearsal: labels.rehearsal,
      cover: labels.cover,
    },
    labelsLanguage,
    front: [prefaceSection(request, chapters, labels)],
    chapters,
    back: backSections(request, chapters, labels),
  };
}

/** Words of the chapters, headings included; what stands before and after them repeats or describes. */
export const manuscriptWords = ({ chapters, language }: Manuscript): number =>
  chapters
    .flatMap(({ title, sections }) => [
      title,
      ...sections.flatMap((section) => [section.title, ...section.blocks.flatMap(blockPieces)]),
    ])
    .reduce((sum, text) => sum + countWords(text, language), 0);
