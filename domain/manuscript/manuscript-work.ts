/** The manuscript from what is stored to what is stored, for whoever runs it away from the loop that keeps the calls alive. */
import { assembleChapters, type StoredPart } from '../chapter/assemble.ts';
import type { PartRegistry } from '../chapter/parts/registry.ts';
import { bookLanguage } from '../course/book-language.ts';
import { assembleManuscript, manuscriptWords } from './assemble.ts';
import type { ManuscriptRequest } from './manuscript-request.ts';
import { manuscriptText } from './manuscript.ts';

type StoredRequest = Pick<ManuscriptRequest, 'book' | 'course' | 'outline' | 'standard' | 'publisher'> & {
  /** Contents of the parts, by chapter. */
  stored: ReadonlyMap<number, readonly StoredPart[]>;
};

export const manuscriptWork = (registry: PartRegistry) => ({
  /** @throws LibraryError StoredUnreadable */
  assembleBook: ({ stored, ...request }: StoredRequest): { text: string; words: number; chapters: number } => {
    const { book, course, outline } = request;
    const chapters = assembleChapters(outline, stored, registry);
    const manuscript = assembleManuscript({ ...request, ...bookLanguage(course, book), chapters }, registry);
    return {
      text: manuscriptText(manuscript),
      words: manuscriptWords(manuscript),
      chapters: manuscript.chapters.length,
    };
  },
});
