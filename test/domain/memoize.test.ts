import { memoizeByText, memoizeByObject } from '../../domain/memoize.ts';

describe('memoizeByText', () => {
  it('computes once for a text and a language, and again for another language', () => {
    const asked: string[] = [];
    const length = memoizeByText((text, language) => {
      asked.push(`${language ?? ''}:${text}`);
      return text.length;
    });

    expect([length('word'), length('word'), length('word', 'en'), length('', 'en')]).toEqual([4, 4, 4, 0]);
    expect(asked).toEqual([':word', 'en:word', 'en:']);
  });

  it('forgets the oldest texts when they are many', () => {
    let times = 0;
    const first = memoizeByText((text) => {
      times += 1;
      return { text };
    });
    first('x'.repeat(1000));
    for (let number = 0; number < 7_000; number += 1) first(`${number} ${'y'.repeat(1000)}`);
    first('x'.repeat(1000));

    expect(times).toBe(7_002);
  });

  it('keeps what is asked for again and again, however many others come', () => {
    let times = 0;
    const length = memoizeByText((text) => {
      times += 1;
      return text.length;
    });
    for (let number = 0; number < 7_000; number += 1) {
      length(`${number} ${'y'.repeat(1000)}`);
      length('asked for again');
    }

    expect(times).toBe(7_001);
  });
});

describe('memoizeByObject', () => {
  it('computes once for an object', () => {
    let times = 0;
    const sum = memoizeByObject((numbers: number[]) => {
      times += 1;
      return numbers.reduce((total, number) => total + number, 0);
    });
    const numbers = [1, 2];

    expect([sum(numbers), sum(numbers), sum([1, 2])]).toEqual([3, 3, 3]);
    expect(times).toBe(2);
  });
});
