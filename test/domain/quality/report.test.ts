import type { Finding } from '../../../domain/finding.ts';
import { nameFindings } from '../../../domain/quality/report.ts';

const found = (rule: string, severity: Finding['severity'], chapter: number | null = 1, part = 'frame'): Finding => ({
  rule,
  severity,
  chapter,
  part,
  detail: `${rule} was found`,
});

describe('nameFindings', () => {
  it('names what stops the book before what only weighs, and leaves notes out', () => {
    expect(nameFindings([found('a', 'weak'), found('b', 'note'), found('quality-threshold', 'veto', null)])).toBe(
      'book: quality-threshold: quality-threshold was found; chapter 1: a: a was found',
    );
  });

  it('names once what several parts of a chapter share, and counts what it leaves out', () => {
    const shared = [1, 2, 3].map((section) => found('facts', 'veto', 1, `section:${section}`));
    const others = ['a', 'b', 'c', 'd'].map((rule) => found(rule, 'weak', 2));

    expect(nameFindings([...shared, ...others])).toBe(
      'chapter 1: facts: facts was found; chapter 2: a: a was found; chapter 2: b: b was found; and 2 more',
    );
    expect(nameFindings([])).toBe('');
  });
});
