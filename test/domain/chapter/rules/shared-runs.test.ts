import { sharedRuns } from '../../../../domain/chapter/rules/shared-runs.ts';

const numbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${name}${index}`);

describe('sharedRuns', () => {
  it('finds a run of the wanted length wherever it stands, whole', () => {
    const run = numbered('run', 40);

    const [found, ...others] = sharedRuns(
      [
        [...numbered('a', 13), ...run, ...numbered('b', 50)],
        [...numbered('c', 7), ...run, 'end'],
      ],
      40,
    );

    expect(found).toEqual({ first: 0, second: 1, words: run });
    expect(others).toEqual([]);
  });

  it('finds no run that is one word too short, and none across two texts', () => {
    const run = numbered('run', 39);

    expect(
      sharedRuns(
        [
          [...run, 'x'],
          [...run, 'y'],
        ],
        40,
      ),
    ).toEqual([]);
    expect(sharedRuns([run.slice(0, 20), run.slice(20), run], 39)).toEqual([]);
  });

  it('finds a run that stands twice in one text, and ends on text that repeats itself for ever', () => {
    const run = numbered('run', 30);

    expect(sharedRuns([[...run, 'between', ...run]], 30)).toEqual([{ first: 0, second: 0, words: run }]);
    expect(sharedRuns([Array<string>(20_000).fill('again')], 40).length).toBeGreaterThan(0);
  });

  it('goes through a book of 300,000 words', () => {
    const chapters = Array.from({ length: 30 }, (_, chapter) => numbered(`c${chapter}w`, 10_000));
    const copied = chapters[3]?.slice(5_000, 5_060) ?? [];
    chapters[20]?.splice(777, 0, ...copied);

    expect(sharedRuns(chapters, 40)).toEqual([{ first: 3, second: 20, words: copied }]);
  });
});
