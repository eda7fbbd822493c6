import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listLogFiles } from '../../../adapters/logging/log-file.ts';
import { createLogger } from '../../../adapters/logging/logger.ts';
import { whatToDo } from '../../../adapters/logging/what-to-do.ts';
import { FAILURES, LibraryError } from '../../../domain/failure.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'log-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const written = (): Record<string, unknown>[] =>
  listLogFiles(dir).flatMap((file) =>
    readFileSync(file.path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  );

describe('the logger', () => {
  it('writes one JSON line with level, time, process, message and fields', () => {
    createLogger({ dir, level: 'info', name: 'worker' }).info('Chapter written', { number: 3, words: 3100 });

    const [line] = written();
    expect(line).toMatchObject({
      level: 'info',
      name: 'worker',
      pid: process.pid,
      message: 'Chapter written',
      number: 3,
    });
    expect(Date.parse(String(line?.['time']))).not.toBeNaN();
  });

  it('leaves out what is below its level', () => {
    const logger = createLogger({ dir, level: 'warn', name: 'worker' });

    logger.info('Chapter written');
    logger.warn('Will be tried again');

    expect(written().map((line) => line['message'])).toEqual(['Will be tried again']);
  });

  it('never writes keys, prompts or replies, however deep they stand', () => {
    createLogger({ dir, level: 'info', name: 'worker' }).warn('Asked', {
      apiKey: 'SECRET-1',
      request: { headers: { Authorization: 'SECRET-2' }, prompt: 'SECRET-3', asks: [{ reply: 'SECRET-4' }] },
      databaseUrl: 'postgresql://scroll:SECRET-5@db:5432/library',
      password: 'SECRET-6',
      tokens: 812,
    });

    const text = JSON.stringify(written());
    expect(text).not.toContain('SECRET');
    expect(text).toContain('postgresql://scroll:[hidden]@db:5432/library');
    expect(written()[0]).toMatchObject({ tokens: 812 });
  });

  it('writes an error with its code, the chain of its causes and what to do', () => {
    const refused = Object.assign(new Error('401 Incorrect API key provided: sk-abcdef1234567890'), {
      code: 'invalid_api_key',
    });
    const error = new LibraryError('ModelAccessDenied', 'The model refuses the key.', { cause: refused });

    createLogger({ dir, level: 'info', name: 'worker' }).error('Chapter failed', { course: 'TH-101', error });

    expect(written()[0]).toMatchObject({
      level: 'error',
      course: 'TH-101',
      error: {
        code: 'ModelAccessDenied',
        message: 'The model refuses the key.',
        causes: [{ code: 'invalid_api_key', message: '401 Incorrect API key provided: [hidden]' }],
        whatToDo: expect.stringContaining('OPENAI_API_KEY') as string,
      },
    });
  });

  it('knows what to do about every failure code', () => {
    const silent = Object.keys(FAILURES).filter((code) => !whatToDo(code));

    expect(silent).toEqual([]);
  });
});
