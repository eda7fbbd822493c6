/** Everything that a manuscript is put together from. */
import type { Chapter } from '../chapter/chapter.ts';
import type { Course } from '../course/course.ts';
import type { Outline } from '../outline/outline.ts';
import type { Standard } from '../standard/standard.ts';

export interface ManuscriptRequest {
  book: {
    id: string;
    edition: number;
    /** ISO 8601. */
    createdAt: string;
    isRehearsal: boolean;
    model: string;
  };
  course: Course;
  outline: Outline;
  chapters: Chapter[];
  standard: Standard;
  /** BCP 47; `und` when unknown. */
  language: string;
  direction: 'ltr' | 'rtl';
  /** The course's language where the book is not in it; `und` when unknown. */
  insteadOf: string | null;
  publisher: string;
}
