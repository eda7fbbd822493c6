import { onTerminal } from '../../../adapters/logging/terminal-text.ts';
import { bytes, count, duration, money, plural, short } from '../../../client/terminal/format.ts';
import { readSince } from '../../../client/logs/log-arguments.ts';
import { nearest, quote } from '../../../client/typed/usage.ts';

describe('figures for a person', () => {
  it.each([
    [duration(45_000), '45 s'],
    [duration(192_000), '3 min 12 s'],
    [duration(7_500_000), '2 h 05 min'],
    [duration(273_600_000), '3 d 4 h'],
    [count(12345), '12,345'],
    [short(999), '999'],
    [short(48_100), '48.1k'],
    [short(999_999), '1.0M'],
    [money(0), '$0.00'],
    [money(0.0123), '$0.0123'],
    [money(1234.5), '$1,234.50'],
    [bytes(2_621_440), '2.5 MB'],
    [plural(1, 'book'), '1 book'],
    [plural(2, 'book'), '2 books'],
  ])('reads %p', (shown, expected) => {
    expect(shown).toBe(expected);
  });
});

describe('text of others on a terminal', () => {
  it('keeps its lines and its script, and loses what would steer the terminal', () => {
    expect(onTerminal('a\u0000b\u001b]0;title\u0007\r\nשלום\t🇧🇷')).toBe('a�b�]0;title�\nשלום\t🇧🇷');
  });
});

describe('the nearest word', () => {
  const modes = ['enrollment', 'creation-date', 'alphabetical', 'random'];

  it.each([
    ['enrolment', 'enrollment'],
    ['enroll', 'enrollment'],
    ['alphabetic', 'alphabetical'],
    ['RANDOM', 'random'],
    ['creation', 'creation-date'],
    ['theology', null],
  ])('of %p is %p', (word, expected) => {
    expect(nearest(word, modes)).toBe(expected);
  });

  it('is found whatever stands between the parts of a code', () => {
    const codes = ['heidelberg_catechism', 'westminster_larger_catechism', 'TH 101'];

    expect(nearest('westminster-larger', codes)).toBe('westminster_larger_catechism');
    expect(nearest('th-101', codes)).toBe('TH 101');
    expect(nearest('f 3', ['F-1', 'F-3'])).toBe('F-3');
  });

  it('is quoted as a shell needs it', () => {
    expect([quote('TH-101'), quote('Biblical Studies'), quote('a"$b')]).toEqual([
      'TH-101',
      '"Biblical Studies"',
      '"a\\"\\$b"',
    ]);
  });
});

describe('a time since when', () => {
  const now = new Date('2026-03-01T12:00:00Z');

  it('is a length before now, or a moment', () => {
    expect(readSince('90m', now).toISOString()).toBe('2026-03-01T10:30:00.000Z');
    expect(readSince('2d', now).toISOString()).toBe('2026-02-27T12:00:00.000Z');
    expect(readSince('2026-02-01', now)).toEqual(new Date(2026, 1, 1));
    expect(() => readSince('yesterday', now)).toThrow('is not a time');
  });
});
