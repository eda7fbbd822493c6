/** The live view of a run, as lines of a terminal. Pure: the same progress, size and time give the same lines. */
import { onTerminal } from '../../adapters/logging/terminal-text.ts';
import { styleText } from 'node:util';
import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import type { RunProgress } from '../../domain/run/run.ts';
import type { CourseInWork } from '../../library/runs/progress.ts';
import { clock, count, duration, money, plural, short } from '../terminal/format.ts';

export interface ViewRequest {
  progress: RunProgress;
  work: CourseInWork[];
  now: Date;
  columns: number;
  rows: number;
  isColored: boolean;
  /** Said below: what Ctrl-C would do. */
  hint: string;
}

const SPINNER = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';

/** Lines that fit the terminal: totals, rate and money on top, a line for each course in work. */
export function renderRun({ progress, work, now, columns, rows, isColored, hint }: ViewRequest): string[] {
  const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
    isColored ? styleText(style, text) : text;
  const head = [
    `${paint('bold', titleOf(progress))}  ${statusOf(progress, paint)}  ${paint('gray', elapsed(progress, now))}`,
    `${bar(progress, Math.max(10, Math.min(40, columns - 2 - tally(progress).length)), paint)} ${tally(progress)}`,
    paint('gray', rateLine(progress, now)),
  ];
  const standing = standstill(progress, columns).map((line) => paint('yellow', line));
  const room = Math.max(1, rows - head.length - standing.length - 3);
  const shown = work.length > room ? work.slice(0, Math.max(0, room - 1)) : work;
  const spinner = SPINNER[Math.floor(now.getTime() / 100) % SPINNER.length] ?? '';
  const isMoving = progress.status === 'running' && progress.fleet.length > 0;
  return [
    ...head,
    ...standing,
    '',
    ...shown.map((line) =>
      slotLine(line, { now, columns, mark: isMoving ? paint('cyan', spinner) : paint('yellow', '‖') }),
    ),
    ...(work.length > shown.length ? [paint('gray', `    … and ${count(work.length - shown.length)} more`)] : []),
    ...(work.length === 0 ? [paint('gray', `  ${waitingFor(progress)}`)] : []),
    paint('gray', hint),
  ].map((line) => cliTruncate(line, Math.max(20, columns - 1)));
}

/** One line for a run, as `status` and the log of a pipe print it. */
export const summarizeRun = (progress: RunProgress, now: Date): string =>
  `${titleOf(progress)}: ${plainStatus(progress)}, ${tally(progress)}, ${rateLine(progress, now)}`;

const titleOf = ({ workflowId, isRehearsal }: RunProgress): string =>
  `Run ${workflowId}${isRehearsal ? ' (rehearsal)' : ''}`;

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

const STATUS_STYLES = {
  running: 'green',
  paused: 'yellow',
  completed: 'green',
  cancelled: 'yellow',
  failed: 'red',
} as const;

const statusOf = (progress: RunProgress, paint: Paint): string =>
  paint(STATUS_STYLES[progress.status], plainStatus(progress));

const plainStatus = ({ status, pauseReason }: RunProgress): string =>
  status === 'paused' && pauseReason ? `paused: ${pauseReason}` : status;

/** Said wherever a run stands still: it waits for a person, and for nothing else. */
export const HOW_TO_GO_ON = 'Go on with: npm run generate:enterprise resume';

/** The reason whole, where the line of the title cuts it off, and how to go on. */
function standstill({ status, pauseReason }: RunProgress, columns: number): string[] {
  if (status !== 'paused') return [];
  const width = Math.max(20, columns - 1);
  const lines = (pauseReason ?? '').split(' ').reduce<string[]>((done, word) => {
    const last = done.at(-1);
    const longer = `${last} ${word}`;
    return last !== undefined && stringWidth(longer) <= width ? [...done.slice(0, -1), longer] : [...done, word];
  }, []);
  return [...(stringWidth(pauseReason ?? '') > width / 2 ? lines.slice(0, MOST_REASON_LINES) : []), HOW_TO_GO_ON];
}

const MOST_REASON_LINES = 6;

const elapsed = ({ startTime, endTime }: RunProgress, now: Date): string =>
  duration((endTime ? Date.parse(endTime) : now.getTime()) - Date.parse(startTime));

const ended = ({ completedCourses, heldCourses, failedCourses }: RunProgress): number =>
  completedCourses + heldCourses + failedCourses;

function bar(progress: RunProgress, width: number, paint: Paint): string {
  const { totalCourses, heldCourses, failedCourses, completedCourses } = progress;
  const cells = (part: number): number => (totalCourses === 0 ? width : Math.floor((part / totalCourses) * width));
  const good = cells(completedCourses);
  const bad = cells(ended(progress)) - good;
  const style = failedCourses > 0 ? 'red' : heldCourses > 0 ? 'yellow' : 'green';
  return `${paint('green', '█'.repeat(good))}${paint(style, '█'.repeat(bad))}${paint('gray', '░'.repeat(width - good - bad))}`;
}

function tally(progress: RunProgress): string {
  const { status, totalCourses, upToDateCourses, heldCourses, failedCourses, inProgressCourses, waitingCourses } =
    progress;
  return [
    `${count(ended(progress))} of ${plural(totalCourses, 'course')}`,
    ...(upToDateCourses > 0 ? [`${count(upToDateCourses)} up to date`] : []),
    ...(heldCourses > 0 ? [`${count(heldCourses)} held`] : []),
    ...(failedCourses > 0 ? [`${count(failedCourses)} ${status === 'cancelled' ? 'not written' : 'failed'}`] : []),
    ...(inProgressCourses > 0 ? [`${count(inProgressCourses)} in work`] : []),
    ...(waitingCourses > 0 ? [`${count(waitingCourses)} waiting`] : []),
  ].join(' · ');
}

function rateLine(progress: RunProgress, now: Date): string {
  const { status, booksPerMinute, estimatedCompletion, tokens, costUsd, isRehearsal } = progress;
  // Nobody knows when a run that stands still will end.
  const left = estimatedCompletion && status === 'running' ? Date.parse(estimatedCompletion) - now.getTime() : null;
  return [
    ...(booksPerMinute === null ? [] : [rate(booksPerMinute)]),
    ...(left !== null && left > 0 && estimatedCompletion
      ? [`about ${duration(left)} left (${clock(new Date(estimatedCompletion))})`]
      : []),
    `${short(tokens.input)} tokens in, ${short(tokens.output)} out`,
    isRehearsal ? 'free' : costUsd === null ? 'cost unknown' : money(costUsd),
  ].join(' · ');
}

/** In the unit in which it is a number that says something. */
function rate(booksPerMinute: number): string {
  if (booksPerMinute >= 1) return `${booksPerMinute.toFixed(1)} books a minute`;
  const anHour = booksPerMinute * 60;
  return anHour >= 1 ? `${anHour.toFixed(1)} books an hour` : `${(anHour * 24).toFixed(1)} books a day`;
}

function slotLine(
  { slot, title, startedAt, chaptersDone, chapters }: CourseInWork,
  { now, columns, mark }: { now: Date; columns: number; mark: string },
): string {
  const state = [
    chapters === 0 ? 'planning' : `${chaptersDone} of ${plural(chapters, 'chapter')}`,
    ...(startedAt ? [duration(now.getTime() - startedAt.getTime())] : []),
  ].join(', ');
  const room = Math.max(10, columns - 9 - stringWidth(state));
  return `${slot === null ? '  +' : String(slot).padStart(3)} ${mark} ${pad(cliTruncate(onTerminal(title).replace(/\s+/gu, ' '), room), room)} ${state}`;
}

/** A title may be in any script: its width is not its length. */
const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - stringWidth(text)));

function waitingFor({ status, fleet, waitingCourses }: RunProgress): string {
  if (status !== 'running') return '';
  if (fleet.length === 0) return 'Waiting for a worker …';
  return waitingCourses > 0 ? 'Starting books …' : 'Finishing …';
}
