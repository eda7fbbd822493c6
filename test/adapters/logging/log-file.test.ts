import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { listLogFiles, logFileName, openLogFile } from '../../../adapters/logging/log-file.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'scroll log '));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const day = (text: string) => () => new Date(`${text}T12:00:00`);

describe('the log file', () => {
  it('is named by the day, and a new day begins a new file', () => {
    let now = new Date('2026-03-01T23:59:59');
    const file = openLogFile({ dir, now: () => now });

    file.write('one\n');
    now = new Date('2026-03-02T00:00:01');
    file.write('two\n');

    expect(readdirSync(dir).sort()).toEqual(['scroll-university-2026-03-01.log', 'scroll-university-2026-03-02.log']);
  });

  it('goes on in a next part when the file is full, and stays in order', () => {
    const file = openLogFile({ dir, maxBytes: 10, now: day('2026-03-01') });

    for (let line = 1; line <= 25; line += 1) file.write(`line ${String(line).padStart(2, '0')}\n`);

    const parts = listLogFiles(dir);
    expect(parts.map((part) => part.part)).toEqual(parts.map((_, index) => index + 1));
    expect(parts.length).toBe(13);
    const lines = parts.flatMap((part) => readFileSync(part.path, 'utf8').trim().split('\n'));
    expect(lines).toEqual(lines.toSorted());
    expect(lines).toHaveLength(25);
  });

  it('removes files older than the days it keeps, and nothing else', () => {
    writeFileSync(join(dir, logFileName('2026-01-29', 1)), 'old\n');
    writeFileSync(join(dir, logFileName('2026-01-29', 2)), 'old\n');
    writeFileSync(join(dir, logFileName('2026-01-30', 1)), 'kept\n');
    writeFileSync(join(dir, 'notes-2020-01-01.log'), 'not ours\n');

    openLogFile({ dir, keepDays: 30, now: day('2026-03-01') }).write('new\n');

    expect(readdirSync(dir).sort()).toEqual([
      'notes-2020-01-01.log',
      'scroll-university-2026-01-30.log',
      'scroll-university-2026-03-01.log',
    ]);
  });

  it('is written again after somebody removed it', () => {
    const file = openLogFile({ dir, now: day('2026-03-01') });
    file.write('one\n');
    rmSync(join(dir, logFileName('2026-03-01', 1)));

    file.write('two\n');

    expect(readFileSync(join(dir, logFileName('2026-03-01', 1)), 'utf8')).toBe('two\n');
  });

  const itFills = existsSync('/dev/full') ? it : it.skip;
  itFills('ends no process when neither it nor the error output can be written', async () => {
    const program = `
      import { openLogFile } from '${resolve('adapters/logging/log-file.ts')}';
      const file = openLogFile({ dir: '/dev/null/logs' });
      file.write('one\\n');
      setTimeout(() => file.write('two\\n'), 200);`;
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
      stdio: ['ignore', 'ignore', full],
    });
    const code = await new Promise((ended) => child.once('exit', ended));
    closeSync(full);

    expect(code).toBe(0);
  });

  it('keeps every line whole when several processes write and rotate at once', async () => {
    const source = resolve('adapters/logging/log-file.ts');
    const program = `
      import { openLogFile } from ${JSON.stringify(source)};
      const file = openLogFile({ dir: process.argv[1], maxBytes: 40_000, now: () => new Date('2026-03-01T12:00:00') });
      for (let line = 0; line < 300; line += 1) file.write(JSON.stringify({ who: process.argv[2], line, pad: 'x'.repeat(300) }) + '\\n');`;

    await Promise.all(
      ['a', 'b', 'c'].map(async (who) => {
        const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program, dir, who]);
        let stderr = '';
        child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
        const code = await new Promise((done) => child.on('close', done));
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      }),
    );

    const files = listLogFiles(dir);
    const lines = files.flatMap((file) => readFileSync(file.path, 'utf8').trim().split('\n'));
    const seen = lines.map((line) => JSON.parse(line) as { who: string; line: number });
    expect(files.length).toBeGreaterThan(5);
    expect(new Set(seen.map(({ who, line }) => `${who}${line}`)).size).toBe(900);
    expect(seen).toHaveLength(900);
  });
});
