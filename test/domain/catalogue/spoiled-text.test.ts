import { parseCatalogue } from '../../../domain/catalogue/parse-catalogue.ts';

describe('spoiled text of a catalogue', () => {
  it('is refused by course and key, and in notes by lecture and line, with what was meant', () => {
    const { problems } = parseCatalogue([
      {
        code: 'FR-2',
        title: 'GÃ©ographie humaine',
        description: 'Les villes et leurs fleuves.',
        modules: [
          {
            title: 'Les mers',
            lectures: [
              { title: 'Le détroit', notes: 'Une phrase saine, à l’été.\n\nLe dÃ©troit est Ã©troit.\n' },
              { title: 'La c\ufffdte', objectives: ['Dire oÃ¹ est la mer'] },
            ],
          },
        ],
      },
    ]);

    expect(problems).toEqual([
      {
        record: 'course 1 (FR-2)',
        field: 'title',
        message: expect.stringMatching(/^expected "Géographie", found "GÃ©ographie"/u) as string,
      },
      {
        record: 'course 1 (FR-2)',
        field: 'modules[0].lectures[0].notes',
        message: expect.stringMatching(
          /^lecture "Le détroit", line 3 of the text: expected "détroit", found "dÃ©troit"/u,
        ) as string,
      },
      {
        record: 'course 1 (FR-2)',
        field: 'modules[0].lectures[1].title',
        message: expect.stringContaining('found "c\ufffdte"') as string,
      },
      {
        record: 'course 1 (FR-2)',
        field: 'modules[0].lectures[1].objectives[0]',
        message: expect.stringContaining('expected "où", found "oÃ¹"') as string,
      },
    ]);
  });

  it('is meant where it stands in code, as in a lesson about encodings', () => {
    const lesson = (notes: string) =>
      parseCatalogue([{ title: 'Text', modules: [{ title: 'M', lectures: [{ title: 'L', notes }] }] }]).problems.length;

    expect(lesson('A browser shows `CafÃ©` where é was meant:\n\n```text\nCafÃ©\n```\n')).toBe(0);
    expect(lesson('`CafÃ©` is an example, but this CafÃ© is not.')).toBe(1);
  });

  it('is of no concern where nothing reads it', () => {
    expect(parseCatalogue([{ title: 'Ethics', room: 'CafÃ©', provenance: { from: 'CafÃ©' } }]).problems).toEqual([]);
  });
});
