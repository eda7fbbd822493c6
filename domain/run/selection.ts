/**
 * Which courses a run takes, and when a book is up to date. One rule, in two places that know different things:
 * `isMadeOf` is for one course whose content is loaded (`openBook`); `adapters/postgres/runs/course-selection.ts` is the
 * same rule over the whole catalogue, for a run that opens and for its estimate.
 */
export const SELECTIONS = ['missing', 'failed', 'held', 'outdated', 'all'] as const;
export type CourseSelection = (typeof SELECTIONS)[number];

/** What a book is made of: when one of the three changes, it is outdated. */
export interface BookSource {
  courseHash: string;
  standardHash: string;
  model: string;
}

export const isMadeOf = (book: BookSource, source: BookSource): boolean =>
  book.courseHash === source.courseHash && book.standardHash === source.standardHash && book.model === source.model;

interface Wish {
  only?: CourseSelection | CourseSelection[] | undefined;
}

/** The states of a course's book that a run takes; without a wish, all of them. */
export const selectionsOf = ({ only }: Wish): ReadonlySet<CourseSelection> => new Set([only ?? 'all'].flat());

/** What a run takes of the catalogue that is opened for courses yet to appear. */
export const NOTHING_YET: CourseSelection[] = [];

/** Whether a course that appears joins a run under way: not one over chosen courses, an earlier run's rest or failures alone. */
export function takesArrivals(input: Wish & { courseIds?: string[] | undefined; ofRun?: string | undefined }): boolean {
  const selections = selectionsOf(input);
  if (input.courseIds?.length || input.ofRun) return false;
  return selections.size === 0 || selections.has('all') || selections.has('missing');
}

/** Whether held books are written on: a run leaves them to a person, unless it is asked for them. */
export const takesHeld = (input: Wish): boolean => selectionsOf(input).has('held');
