/** What happened in a run since it was last looked at, a line for each. Pure. */
import type { RunProgress } from '../../domain/run/run.ts';
import type { RunCourse } from '../../library/runs/progress.ts';
import { count, duration, plural } from '../terminal/format.ts';
import { HOW_TO_GO_ON, summarizeRun } from './run-view.ts';

const SUMMARY_EVERY_MS = 60_000;

const WORDS: Record<RunCourse['status'], string> = {
  waiting: 'waiting',
  inProgress: 'begun',
  published: 'published',
  upToDate: 'up to date',
  held: 'held',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** Remembers what was told, so that a change that is read twice is told once. */
export class RunEvents {
  private readonly told = new Map<string, RunCourse['status']>();
  private last: RunProgress | null = null;
  private summaryAt = 0;

  /** Lines to print now: the run's own changes, then those of its courses. */
  since(progress: RunProgress, changes: readonly RunCourse[], now: Date): string[] {
    const ofRun = this.runLines(progress, now);
    const news = changes.filter(({ courseId, status }) => this.told.get(courseId) !== status);
    // Several may have ended since the last look: each has its own place, the last one that of now.
    let ended =
      progress.completedCourses + progress.heldCourses + progress.failedCourses - news.filter(hasEnded).length;
    const ofCourses = news.map((change) => {
      this.told.set(change.courseId, change.status);
      if (hasEnded(change)) ended += 1;
      return courseLine(change, hasEnded(change) ? ` (${count(ended)} of ${count(progress.totalCourses)})` : '');
    });
    // The last word is the run's.
    const lines = progress.endTime ? [...ofCourses, ...ofRun] : [...ofRun, ...ofCourses];
    this.last = progress;
    return lines;
  }

  private runLines(progress: RunProgress, now: Date): string[] {
    const { last } = this;
    const isFirst = last === null;
    const isOther = last?.status !== progress.status || last.pauseReason !== progress.pauseReason;
    const isDue = now.getTime() - this.summaryAt >= SUMMARY_EVERY_MS;
    const noWorker = progress.status === 'running' && progress.fleet.length === 0;
    const lines = [
      ...(isFirst || isOther || isDue ? [summarizeRun(progress, now)] : []),
      ...(progress.status === 'paused' && (isFirst || isOther) ? [HOW_TO_GO_ON] : []),
      ...(noWorker && (isFirst || last.fleet.length > 0) ? ['No worker answers; the run waits for one.'] : []),
      ...(!isFirst && last.fleet.length === 0 && progress.fleet.length > 0
        ? [plural(progress.fleet.length, 'worker') + ' at work']
        : []),
    ];
    if (isFirst || isOther || isDue) this.summaryAt = now.getTime();
    return lines;
  }
}

const hasEnded = ({ status }: RunCourse): boolean => status !== 'waiting' && status !== 'inProgress';

function courseLine({ title, status, code, message }: RunCourse, place: string): string {
  const reason = message ?? code;
  const why = (status === 'held' || status === 'failed') && reason ? `: ${reason.split('\n')[0]}` : '';
  return `${WORDS[status]}: ${title}${why}${place}`;
}

/** How a run ended, in one sentence. */
export function describeEnd(progress: RunProgress): string {
  const { status, startTime, endTime, updatedAt, upToDateCourses, completedCourses, heldCourses, failedCourses } =
    progress;
  if (status === 'completed' && progress.totalCourses === 0)
    return 'The run is done: no course is what was asked for, so nothing was written.';
  const took = duration(Date.parse(endTime ?? updatedAt) - Date.parse(startTime));
  const parts = [
    `${count(completedCourses - upToDateCourses)} published`,
    ...(upToDateCourses > 0 ? [`${count(upToDateCourses)} up to date`] : []),
    ...(heldCourses > 0 ? [`${count(heldCourses)} held`] : []),
    ...(failedCourses > 0 ? [`${count(failedCourses)} ${status === 'cancelled' ? 'not written' : 'failed'}`] : []),
  ];
  return `The run ${status === 'completed' ? 'is done' : `was ${status === 'failed' ? 'broken off' : 'cancelled'}`} after ${took}: ${parts.join(', ')}.`;
}
