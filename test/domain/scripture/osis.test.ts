import { compareOsis, formatOsis, osisExists, readOsis } from '../../../domain/scripture/osis.ts';
import { BIBLE_BOOKS } from '../../../domain/scripture/versification.ts';

describe('the versification', () => {
  it('has 66 books with 1,189 chapters and 31,102 verses', () => {
    const chapters = BIBLE_BOOKS.flatMap(({ verses }) => verses);

    expect([BIBLE_BOOKS.length, chapters.length, chapters.reduce((sum, verses) => sum + verses, 0)]).toEqual([
      66, 1189, 31102,
    ]);
  });
});

describe('formatOsis', () => {
  it.each([
    ['Rom.8.28-Rom.8.30', 'Romans 8:28–30'],
    ['Isa.44.6', 'Isaiah 44:6'],
    ['Ps.23', 'Psalm 23'],
    ['Gen.1-Gen.3', 'Genesis 1–3'],
    ['Gen.1.1-Gen.2.3', 'Genesis 1:1–2:3'],
    ['1Sam.31-2Sam.1', '1 Samuel 31–2 Samuel 1'],
    ['1John.5.7,1John.2.3', '1 John 5:7; 2:3'],
    ['Rom.8.28,Rom.8.30', 'Romans 8:28, 30'],
    ['Jude.1.3-Jude.1.5', 'Jude 3–5'],
    ['Jude.1', 'Jude'],
    ['Phlm', 'Philemon'],
  ])('prints %s as %s', (osis, printed) => {
    expect(formatOsis(osis)).toBe(printed);
  });

  it.each(['Romans 8', '', 'Rom.8.28-', 'Foo.1.1', 'Rom.8.28-Rom.8.29-Rom.8.30'])('refuses %j', (osis) => {
    expect(formatOsis(osis)).toBeNull();
  });
});

describe('osisExists', () => {
  it.each(['Rom.16.27', 'Jude.1.25', 'Ps.150', 'Ps.119.176', '3John.1.14', 'Mal.4.6', 'Phlm'])('knows %s', (osis) => {
    expect(osisExists(osis)).toBe(true);
  });

  it.each([
    'Rom.17.1',
    'John.3.99',
    'Jude.2.3',
    'Ps.151',
    'Joel.4.1',
    'Mal.5.1',
    'Gen.0.1',
    'Gen.1.0',
    'Hez.3.16',
    'Rom.8.30-Rom.8.28',
    '',
  ])('knows no %j', (osis) => {
    expect(osisExists(osis)).toBe(false);
  });
});

describe('compareOsis', () => {
  it('orders by the canon, a chapter before its verses, what is no reference last', () => {
    const shuffled = ['Rev.1.1', 'nothing', 'Gen.1.2', 'Gen.1', 'Mal.1.1', 'Matt.1.1', 'Gen.1.1-Gen.1.3', 'Gen.1.1'];

    expect(shuffled.sort(compareOsis)).toEqual([
      'Gen.1',
      'Gen.1.1',
      'Gen.1.1-Gen.1.3',
      'Gen.1.2',
      'Mal.1.1',
      'Matt.1.1',
      'Rev.1.1',
      'nothing',
    ]);
  });
});

describe('readOsis', () => {
  it('reads a list of ranges', () => {
    expect(readOsis('Rom.8.28-Rom.8.30,Rom.9')).toEqual([
      { start: { book: 'Rom', chapter: 8, verse: 28 }, end: { book: 'Rom', chapter: 8, verse: 30 } },
      { start: { book: 'Rom', chapter: 9, verse: null }, end: { book: 'Rom', chapter: 9, verse: null } },
    ]);
  });
});
