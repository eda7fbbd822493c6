import { requireResolved, undoNpm, type Undone } from '../../../client/typed/npm-arguments.ts';
import type { Vocabulary } from '../../../library/courses.ts';
import { positionalsOf, runFlags } from '../../../client/generate/run-flags.ts';

const CATALOGUE: Vocabulary = {
  subjects: ['theology', 'Biblical Studies', 'history', 'Art, Design'],
  levels: ['beginner', 'advanced', 'history'],
  codes: ['TH-101', 'HI-200'],
};

const undo = (words: string, npmFlags: Record<string, string> = {}, vocabulary: Vocabulary | null = null): Undone =>
  undoNpm(
    {
      script: 'npm run generate:enterprise',
      argv: words === '' ? [] : words.split(' '),
      npmFlags: { yes: '', cache: '/home/student/.npm', 'user-agent': 'npm/11', loglevel: 'notice', ...npmFlags },
      flags: runFlags(['scroll', 'plain']),
      positionalsOf,
    },
    vocabulary,
  );
const argv = (undone: Undone): string[] => (undone.state === 'resolved' ? undone.argv : [undone.state]);
const message = (undone: Undone): string => (undone.state === 'refused' ? undone.message : undone.state);

describe('what npm leaves of a command line', () => {
  it.each([
    ['all 50 enrollment', {}, ['all', '50', 'enrollment']],
    ['all 10 enrollment theology', { subjects: 'true' }, ['all', '10', 'enrollment', '--subjects=theology']],
    ['all 10 enrollment', { subjects: 'theology' }, ['all', '10', 'enrollment', '--subjects=theology']],
    ['all 10 enrollment beginner', { levels: 'true' }, ['all', '10', 'enrollment', '--levels=beginner']],
    ['all 10 enrollment theology', { subject: 'true' }, ['all', '10', 'enrollment', '--subjects=theology']],
    ['all 10 enrollment none', { formats: 'true' }, ['all', '10', 'enrollment', '--formats=none']],
    ['all 10 enrollment', { formats: 'pdf,epub' }, ['all', '10', 'enrollment', '--formats=pdf,epub']],
    ['all 10 enrollment', { 'budget-usd': '5' }, ['all', '10', 'enrollment', '--budget-usd=5']],
    ['all 10 enrollment 5', { 'budget-usd': 'true' }, ['all', '10', 'enrollment', '--budget-usd=5']],
    ['all 5', { concurrency: 'true' }, ['all', '--concurrency=5']],
    ['all 10 random 7', { seed: 'true' }, ['all', '10', 'random', '--seed=7']],
    ['all 10 enrollment held', { select: 'true' }, ['all', '10', 'enrollment', '--select=held']],
    [
      'all 10 enrollment beginner',
      { subjects: 'theology', levels: 'true' },
      ['all', '10', 'enrollment', '--subjects=theology', '--levels=beginner'],
    ],
    ['all plain 7', { standard: 'true', seed: 'true' }, ['all', '--standard=plain', '--seed=7']],
    ['all 7 10 random', { seed: 'true' }, ['open']],
    [
      'all 10 enrollment theology history',
      { subjects: 'true\n\ntrue' },
      ['all', '10', 'enrollment', '--subjects=theology', '--subjects=history'],
    ],
    ['all theology 10 enrollment', { subjects: 'true' }, ['all', '10', 'enrollment', '--subjects=theology']],
    ['status', { json: 'true' }, ['status', '--json']],
    ['auto TH-101 pdf', { formats: 'true' }, ['auto', 'TH-101', '--formats=pdf']],
    ['auto pdf TH-101', { formats: 'true' }, ['auto', 'TH-101', '--formats=pdf']],
    ['', {}, []],
  ])('reads %p with %p', (words, flags, expected) => {
    expect(argv(undo(words, flags as Record<string, string>))).toEqual(expected);
  });

  it('leaves what stood behind -- as it was typed', () => {
    expect(argv(undo('all 10 enrollment --subjects theology --levels beginner'))).toEqual([
      'all',
      '10',
      'enrollment',
      '--subjects',
      'theology',
      '--levels',
      'beginner',
    ]);
  });

  it('asks for the catalogue when two flags could own the same word', () => {
    const flags = { subjects: 'true', levels: 'true' };

    expect(undo('all 10 enrollment theology beginner', flags)).toEqual({ state: 'open' });
    expect(argv(undo('all 10 enrollment theology beginner', flags, CATALOGUE))).toEqual([
      'all',
      '10',
      'enrollment',
      '--subjects=theology',
      '--levels=beginner',
    ]);
    expect(argv(undo('all 10 enrollment beginner theology', flags, CATALOGUE))).toEqual([
      'all',
      '10',
      'enrollment',
      '--levels=beginner',
      '--subjects=theology',
    ]);
  });

  it('says what to type where nobody asks the catalogue', () => {
    const open = undo('all 10 enrollment theology beginner', { subjects: 'true', levels: 'true' });

    expect(() => requireResolved(open, { script: 'npm run generate:enterprise' })).toThrow(
      'type npm run generate:enterprise -- and the flags after it',
    );
  });

  it('refuses what even the catalogue cannot tell apart, with every command it could be', () => {
    const flags = { subjects: 'true', levels: 'true' };
    const refused = message(undo('all 10 enrollment unheard unknown', flags, CATALOGUE));

    expect(refused).toContain('npm run generate:enterprise all 10 enrollment --subjects=unheard --levels=unknown');
    expect(refused).toContain('npm run generate:enterprise all 10 enrollment --levels=unheard --subjects=unknown');
  });

  it('refuses two numbers whose flags only the person knows', () => {
    const refused = message(undo('all 10 enrollment 5 7', { seed: 'true', 'budget-usd': 'true' }, CATALOGUE));

    expect(refused).toContain('all 10 enrollment --budget-usd=5 --seed=7');
    expect(refused).toContain('all 10 enrollment --seed=5 --budget-usd=7');
  });

  it('refuses a flag without its value', () => {
    expect(message(undo('all 10 enrollment', { subjects: 'true' }))).toMatch(/--subjects has no value/);
  });

  it.each([{ subjects: '' }, { courses: ' ' }, { select: 'held\n\n' }])(
    'refuses a blank value, which would be a run over everything: %j',
    (flags) => {
      expect(message(undo('all 10 enrollment', flags as Record<string, string>))).toMatch(/has no value/);
    },
  );

  it('names the word that is no value of the flag', () => {
    expect(message(undo('all 10 enrollment docx', { formats: 'true' }))).toMatch(/^"docx" is no value of --formats\./);
  });

  it('names the flag that was meant, which npm would drop without a word', () => {
    expect(message(undo('all 10 enrollment', { subjcts: 'theology' }))).toBe(
      'There is no flag --subjcts. Did you mean --subjects?',
    );
    expect(message(undo('all 10 enrollment', { budgetUsd: '5' }))).toContain('--budget-usd');
  });
});
