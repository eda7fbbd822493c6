import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatLine, parseLine } from '../../../adapters/logging/log-line.ts';
import { followLog, readLastLines, readLinesSince } from '../../../adapters/logging/read-log.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'log-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const json = (message: string, time = '2026-03-01T10:00:00.000Z'): string =>
  `${JSON.stringify({ level: 'info', time, name: 'worker', pid: 7, message })}\n`;
const put = (name: string, text: string): void => appendFileSync(join(dir, `scroll-university-${name}.log`), text);

describe('reading the log', () => {
  it('takes the last lines over several files, parts in the order of their numbers', () => {
    put('2026-03-01', json('a') + json('b'));
    put('2026-03-02', json('c'));
    put('2026-03-02-2', json('d'));
    put('2026-03-02-10', json('e'));

    expect(readLastLines(dir, 4).map((line) => line.message)).toEqual(['b', 'c', 'd', 'e']);
    expect(readLastLines(dir, 0)).toEqual([]);
  });

  it('finds nothing, and no error, where no log was ever written', () => {
    expect(readLastLines(join(dir, 'none'), 50)).toEqual([]);
  });

  it('follows whole lines only, across a new file', () => {
    put('2026-03-01', json('before'));
    const log = followLog(dir);
    const line = json('Grüße 🎓');
    const bytes = Buffer.from(line);
    const cut = bytes.indexOf(Buffer.from('🎓')) + 2;

    writeFileSync(join(dir, 'scroll-university-2026-03-01.log'), bytes.subarray(0, cut), { flag: 'a' });
    expect(log.read()).toEqual([]);
    writeFileSync(join(dir, 'scroll-university-2026-03-01.log'), bytes.subarray(cut), { flag: 'a' });
    put('2026-03-02', json('next day'));

    expect(log.read().map((entry) => entry.message)).toEqual(['Grüße 🎓', 'next day']);
    expect(log.read()).toEqual([]);
  });

  it('leaves out lines older than asked for', () => {
    put('2026-03-01', json('old', '2026-03-01T09:00:00.000Z') + json('new', '2026-03-01T11:00:00.000Z'));

    const lines = [...readLinesSince(dir, new Date('2026-03-01T10:00:00.000Z'))];

    expect(lines.map((line) => line.message)).toEqual(['new']);
  });

  it('shows an error with its causes and what to do on lines of their own', () => {
    const line = parseLine(
      JSON.stringify({
        level: 'error',
        time: '2026-03-01T10:00:00.000Z',
        name: 'worker',
        pid: 7,
        message: 'Course failed',
        course: 'TH 101',
        error: {
          code: 'StorageFull',
          message: 'No space left.',
          causes: [{ code: 'ENOSPC', message: 'write' }],
          whatToDo: 'Free space.',
        },
      }),
    );

    expect(formatLine(line, { isColored: false }).split('\n').slice(1)).toEqual([
      '    course: TH 101',
      '    StorageFull: No space left.',
      '    because ENOSPC: write',
      '    what to do: Free space.',
    ]);
    expect(formatLine(line, { isColored: false })).toContain('ERROR worker[7] Course failed course="TH 101"');
  });

  it('shows the failure of a step with its course and what to do, without the noise of its worker', () => {
    const line = parseLine(
      JSON.stringify({
        level: 'error',
        time: '2026-03-01T10:00:00.000Z',
        name: 'worker',
        message: 'Step failed',
        code: 'ModelRefused',
        reason: 'The model refused.',
        workflowId: 'book/00000000-0000-4000-8000-000000000001',
        taskToken: 'CiQwMWEy',
        activity: 'writePart',
      }),
    );

    const [head, ...below] = formatLine(line, { isColored: false }).split('\n');
    expect(head).toContain('Step failed workflowId=book/00000000-0000-4000-8000-000000000001 activity=writePart');
    expect(head).not.toContain('taskToken');
    expect(below).toEqual([
      '    course: 00000000-0000-4000-8000-000000000001',
      '    ModelRefused: The model refused.',
      expect.stringMatching(/^ {4}what to do: Read the course/),
    ]);
  });

  it('keeps a line that is not JSON as it stands', () => {
    expect(parseLine('Segmentation fault')).toEqual({ level: 'info', time: null, message: 'Segmentation fault' });
  });

  it('lets no title steer the terminal', () => {
    const line = parseLine(
      JSON.stringify({ level: 'info', message: 'Course \u001b[2J begun', courseTitle: 'A\u001b]0;b\u0007c' }),
    );
    if (!line) throw new Error('The line is a line.');

    expect(formatLine(line, { isColored: false })).not.toMatch(/(?!\n)\p{Cc}/u);
  });
});
