import stringWidth from 'string-width';
import { describeEnd, RunEvents } from '../../../client/generate/run-events.ts';
import { renderRun, summarizeRun } from '../../../client/generate/run-view.ts';
import type { RunProgress } from '../../../domain/run/run.ts';
import type { CourseInWork, RunCourse } from '../../../library/runs/progress.ts';

const START = '2026-03-01T10:00:00.000Z';
const at = (minutes: number): Date => new Date(Date.parse(START) + minutes * 60_000);

const aRun = (given: Partial<RunProgress> = {}): RunProgress => ({
  runId: '00000000-0000-4000-8000-000000000001',
  workflowId: 'library/all',
  status: 'running',
  pauseReason: null,
  totalCourses: 40,
  completedCourses: 12,
  failedCourses: 0,
  heldCourses: 1,
  inProgressCourses: 3,
  upToDateCourses: 2,
  waitingCourses: 24,
  workers: [],
  fleet: [{ processId: 'h/1', role: 'all', host: 'h', pid: 1, startTime: START, seenAt: START }],
  startTime: START,
  booksPerMinute: 1,
  estimatedCompletion: at(35).toISOString(),
  endTime: null,
  costUsd: 1.5,
  tokens: { input: 1_234_567, output: 45_600 },
  isRehearsal: false,
  updatedAt: START,
  ...given,
});
const aLine = (given: Partial<CourseInWork> = {}): CourseInWork => ({
  slot: 1,
  title: 'Introduction to Philosophy',
  startedAt: at(9),
  chaptersDone: 3,
  chapters: 12,
  ...given,
});
const render = (
  progress: RunProgress,
  work: CourseInWork[] = [],
  size: { columns?: number; rows?: number } = {},
): string[] =>
  renderRun({ progress, work, now: at(11), columns: 100, rows: 24, isColored: false, hint: 'Ctrl-C leaves.', ...size });

describe('the live view of a run', () => {
  it('shows totals, rate, time left, tokens and money', () => {
    const text = render(aRun()).join('\n');

    expect(text).toContain('Run library/all  running  11 min 00 s');
    expect(text).toContain('13 of 40 courses · 2 up to date · 1 held · 3 in work · 24 waiting');
    expect(text).toContain('1.0 books a minute · about 24 min 00 s left');
    expect(text).toContain('1.2M tokens in, 45.6k out · $1.50');
  });

  it('calls nothing failed that a cancel broke off', () => {
    const text = summarizeRun(aRun({ status: 'cancelled', failedCourses: 14, endTime: START }), at(11));

    expect(text).toContain('14 not written');
    expect(text).not.toContain('failed');
  });

  it('says how fast the run is in a unit that fits, and nothing where nothing was measured', () => {
    expect(summarizeRun(aRun({ booksPerMinute: 0.25 }), at(11))).toContain('15.0 books an hour');
    expect(summarizeRun(aRun({ booksPerMinute: 0.01 }), at(11))).toContain('14.4 books a day');
    expect(summarizeRun(aRun({ booksPerMinute: null, estimatedCompletion: null }), at(0.001))).not.toMatch(
      /books an? |left/,
    );
  });

  it('says so when a run met no course', () => {
    const nothing = { totalCourses: 0, completedCourses: 0, heldCourses: 0, upToDateCourses: 0 };

    expect(describeEnd(aRun({ ...nothing, status: 'completed', endTime: START }))).toContain('no course is what');
  });

  it('foretells no end of a run that is paused', () => {
    expect(summarizeRun(aRun({ status: 'paused', pauseReason: 'lunch' }), at(11))).not.toContain('left');
  });

  it('shows a title of others on one line, without what would steer the terminal', () => {
    const text = render(aRun(), [aLine({ title: 'red \u001b[31m\r\n title' })]).join('\n');

    expect(text).toContain('red �[31m title');
    expect(/\p{Cc}/u.test(text.replaceAll('\n', ''))).toBe(false);
  });

  it('shows each course in work with its slot, its chapters and its time', () => {
    const lines = render(aRun(), [aLine(), aLine({ slot: 2, title: 'Physics', chapters: 0, chaptersDone: 0 })]);

    expect(lines.find((line) => line.includes('Philosophy'))).toMatch(
      /^ {2}1 . Introduction to Philosophy .* 3 of 12 chapters, 2 min 00 s$/,
    );
    expect(lines.find((line) => line.includes('Physics'))).toMatch(/ 2 . Physics .* planning, 2 min 00 s$/);
  });

  it('never leaves the terminal, whatever the script and however many slots', () => {
    const titles = [
      '哲学入门与西方思想史'.repeat(5),
      'مقدمة في الفلسفة '.repeat(9),
      '👩‍🎓 Study '.repeat(20),
      'a'.repeat(300),
    ];
    const work = Array.from({ length: 100 }, (_, index) => aLine({ slot: index + 1, title: titles[index % 4] ?? '' }));

    for (const [columns, rows] of [
      [80, 24],
      [40, 12],
      [200, 60],
    ] as const) {
      const lines = render(aRun(), work, { columns, rows });
      expect(lines.length).toBeLessThan(rows);
      expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThan(columns);
    }
    expect(render(aRun(), work).join('\n')).toMatch(/… and \d+ more/);
  });

  it('says why it is paused, and that it waits for a worker', () => {
    expect(render(aRun({ status: 'paused', pauseReason: 'the budget is spent' })).join('\n')).toContain(
      'paused: the budget is spent',
    );
    expect(render(aRun({ fleet: [] })).join('\n')).toContain('Waiting for a worker');
  });

  it('says a long reason whole, and how to go on, on a narrow terminal too', () => {
    const pauseReason = `The model's server answered 402: ${'credit '.repeat(12)}is spent`;
    const lines = render(aRun({ status: 'paused', pauseReason }), [aLine()], { columns: 50, rows: 24 });

    expect(lines.join(' ')).toContain(pauseReason);
    expect(lines).toContain('Go on with: npm run generate:enterprise resume');
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThan(50);
    expect(render(aRun()).join('\n')).not.toContain('Go on with');
  });

  it('calls a rehearsal free and an unknown price unknown', () => {
    expect(summarizeRun(aRun({ isRehearsal: true, costUsd: 0 }), at(1))).toMatch(/\(rehearsal\).*· free$/);
    expect(summarizeRun(aRun({ costUsd: null }), at(1))).toMatch(/cost unknown$/);
  });
});

describe('events of a run', () => {
  const change = (given: Partial<RunCourse>): RunCourse => ({
    courseId: 'a',
    title: 'Physics',
    status: 'published',
    code: null,
    message: null,
    ...given,
  });

  it('are told once, each with its course, and with the reason where it went wrong', () => {
    const events = new RunEvents();
    const held = change({ courseId: 'b', status: 'held', message: 'Chapter 3 is too short.\nMore.' });

    expect(events.since(aRun(), [change({ status: 'inProgress' })], at(0)).at(-1)).toBe('begun: Physics');
    expect(events.since(aRun(), [change({}), held], at(0))).toEqual([
      'published: Physics (12 of 40)',
      'held: Physics: Chapter 3 is too short. (13 of 40)',
    ]);
    expect(events.since(aRun(), [change({}), held], at(0))).toEqual([]);
  });

  it('tell that the run paused and went on, and sum up every minute', () => {
    const events = new RunEvents();
    events.since(aRun(), [], at(0));

    expect(events.since(aRun({ status: 'paused', pauseReason: 'lunch' }), [], at(0.1))).toEqual([
      expect.stringContaining('paused: lunch'),
      'Go on with: npm run generate:enterprise resume',
    ]);
    expect(events.since(aRun({ status: 'paused', pauseReason: 'lunch' }), [], at(0.2))).toEqual([]);
    expect(events.since(aRun({ status: 'paused', pauseReason: 'lunch' }), [], at(1.2))).toHaveLength(1);
  });

  it('tell that no worker answers, and when one does again', () => {
    const events = new RunEvents();
    events.since(aRun(), [], at(0));

    expect(events.since(aRun({ fleet: [] }), [], at(0.1))).toEqual(['No worker answers; the run waits for one.']);
    expect(events.since(aRun(), [], at(0.2))).toEqual(['1 worker at work']);
  });

  it('end with what became of every course', () => {
    const end = { status: 'completed' as const, endTime: at(61).toISOString(), completedCourses: 38, failedCourses: 1 };

    expect(describeEnd(aRun(end))).toBe(
      'The run is done after 1 h 01 min: 36 published, 2 up to date, 1 held, 1 failed.',
    );
    expect(describeEnd(aRun({ ...end, status: 'cancelled' }))).toMatch(/^The run was cancelled .* 1 not written\.$/);
  });
});
