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
      'book: quality-threshold (frame); chapter 1: a (frame). What was found: npm run books -- show <course>',
    );
  });

  it('names once what several parts of a chapter share, and counts what it leaves out', () => {
    const shared = [1, 2, 3].map((section) => found('facts', 'veto', 1, `section:${section}`));
    const others = ['a', 'b', 'c', 'd'].map((rule) => found(rule, 'weak', 2));

    expect(nameFindings([...shared, ...others])).toBe(
      'chapter 1: facts (section:1, section:2, section:3); chapter 2: a (frame); chapter 2: b (frame); and 2 more. What was found: npm run books -- show <course>',
    );
    expect(nameFindings([])).toBe('');
  });
});
