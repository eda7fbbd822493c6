import { isTitle, plainTitle } from '../../../domain/course/title.ts';

describe('plainTitle', () => {
  it.each([
    ['Sorting algorithms |&rlm; خوارزميات الترتيب', 'Sorting algorithms | خوارزميات الترتيب'],
    ['<span dir="ltr">iOS &amp; Xcode</span> دورة', 'iOS & Xcode دورة'],
    ['PHP (\\& MySQL) Tutorial', 'PHP (& MySQL) Tutorial'],
    ['Redux &#124; Chai', 'Redux | Chai'],
    ['  Two\n lines\t here ', 'Two lines here'],
    ['Bell\u0007 and \u202eturned', 'Bell and turned'],
    ['std::vector<int> and List<T>', 'std::vector<int> and List<T>'],
    ['👩‍🚀 Space', '👩‍🚀 Space'],
    ['C++ || C#', 'C++ || C#'],
    ['អនុវត្ត\u200bកូដ', 'អនុវត្តកូដ'],
    ['Soft\u00adware', 'Software'],
  ])('prints %j as %j', (title, printed) => {
    expect(plainTitle(title)).toBe(printed);
  });

  it('cuts a title that fills a page, between words', () => {
    const printed = plainTitle('word '.repeat(500));

    expect(printed.length).toBeLessThanOrEqual(200);
    expect(printed).toMatch(/word…$/);
  });

  it('knows what is no title', () => {
    expect(['?', '—', '&rlm;', ''].map(isTitle)).toEqual([false, false, false, false]);
    expect(['C', '7', '愛'].map(isTitle)).toEqual([true, true, true]);
  });
});
