import { readFileSync } from 'node:fs';
import { findReferences, formatOsis, parseReference } from '../../../domain/scripture/reference.ts';

const creeds = JSON.parse(
  readFileSync(new URL('../../fixtures/scripture/creed-references.json', import.meta.url), 'utf8'),
) as { osis: string[] };

describe('parseReference', () => {
  it.each(creeds.osis)('reads %s, prints it, and reads what it printed', (osis) => {
    const read = parseReference(osis);

    expect(read).toMatchObject({ osis, exists: true });
    expect(parseReference(read?.printed ?? '')).toMatchObject({ osis, exists: true });
  });

  it.each([
    ['Romans 8:28-30', 'Rom.8.28-Rom.8.30', 'Romans 8:28–30'],
    ['  (Rom. 8:28–30). ', 'Rom.8.28-Rom.8.30', 'Romans 8:28–30'],
    ['Rom 8:28-9:2', 'Rom.8.28-Rom.9.2', 'Romans 8:28–9:2'],
    ['II Corinthians 5:17', '2Cor.5.17', '2 Corinthians 5:17'],
    ['First Corinthians 13:4', '1Cor.13.4', '1 Corinthians 13:4'],
    ['1 John 5:7; 2:3', '1John.5.7,1John.2.3', '1 John 5:7; 2:3'],
    ['Jude 3', 'Jude.1.3', 'Jude 3'],
    ['Philemon 1:6', 'Phlm.1.6', 'Philemon 6'],
    ['Philippians 1:6', 'Phil.1.6', 'Philippians 1:6'],
    ['Song of Songs 2:1', 'Song.2.1', 'Song of Solomon 2:1'],
    ['Canticles 6:3', 'Song.6.3', 'Song of Solomon 6:3'],
    ['Psalms 1-2', 'Ps.1-Ps.2', 'Psalm 1–2'],
    ['Matthew 5:3f.', 'Matt.5.3-Matt.5.4', 'Matthew 5:3–4'],
    ['Romans 8:28ff', 'Rom.8.28-Rom.8.39', 'Romans 8:28–39'],
    ['John 3:16 (KJV)', 'John.3.16', 'John 3:16'],
    ['Ruth', 'Ruth', 'Ruth'],
  ])('reads %j', (text, osis, printed) => {
    expect(parseReference(text)).toMatchObject({ osis, printed, exists: true });
  });

  it.each([
    'Hezekiah 3:16',
    'Romans 17:1',
    'John 3:99',
    'John 3:0',
    'Jude 2:3',
    'Psalm 151',
    '4 John 2:1',
    'Tobit 4:7',
    'Romans 8:30-28',
    'Romans 8:28-99',
    'Wisdom of Enoch 2:4',
  ])('reads %j as a reference that does not exist', (text) => {
    expect(parseReference(text)).toMatchObject({ exists: false });
  });

  it.each([
    '',
    'the love of God',
    'Matthew 5:3; Mark 1:2',
    'Romans 8:28 says that all works together',
    '3:16',
    'x'.repeat(5000),
  ])('takes %j for no reference', (text) => {
    expect(parseReference(text)).toBeNull();
  });

  it.each([
    ['es', 'Juan 3:16', 'John.3.16'],
    ['de', 'Röm 8,28.30', 'Rom.8.28,Rom.8.30'],
    ['de', '1. Mose 3,4', 'Gen.3.4'],
    ['fr', 'Jn 3, 16', 'John.3.16'],
    ['ar', 'يوحنا ٣:١٦', 'John.3.16'],
    ['hi', 'यूहन्ना ३:१६', 'John.3.16'],
    ['zh', '约翰福音 3:16', 'John.3.16'],
    ['ru', 'Иоанна 3:16', 'John.3.16'],
    ['ko', '요한복음 3:16', 'John.3.16'],
  ])('reads names of the books in %s and prints %j as it is written', (language, text, osis) => {
    expect(parseReference(text, language)).toMatchObject({ osis, exists: true, printed: text });
  });

  it('knows in any language that a chapter does not exist', () => {
    expect(parseReference('Romanos 17:1', 'pt')).toMatchObject({ exists: false });
  });
});

describe('findReferences', () => {
  const found = (prose: string, language?: string): string[] =>
    findReferences(prose, language).map(({ text, exists }) => (exists ? text : `${text} (none)`));

  it.each([
    ['ar', 'يبدأ الدرس في 10:30 صباحاً.'],
    ['ar', 'عدد العناصر هو 1,234 عنصراً.'],
    ['zh', '但 10:99 来 14:99'],
    ['ko', '수 3.99'],
  ])('takes a word of %s before a time or a number for no book: %s', (language, prose) => {
    expect(found(prose, language)).toEqual([]);
  });

  it('still finds a passage that exists under such a word, and a full name that does not', () => {
    expect(found('요 3:16, في 2:10', 'ar')).toEqual(['요 3:16', 'في 2:10']);
    expect(found('التكوين 51:1', 'ar')).toEqual(['التكوين 51:1 (none)']);
  });

  it('finds what prose cites, with its place', () => {
    const prose =
      'Paul writes of it in Romans 8:28–30; 12:2 and Matt. 5:3-12.\n\nSee also Psalm 23 (cf. 1 Cor. 13:4, 7).';
    const references = findReferences(prose);

    expect(references.map(({ osis }) => formatOsis(osis))).toEqual([
      'Romans 8:28–30',
      'Romans 12:2',
      'Matthew 5:3–12',
      'Psalm 23',
      '1 Corinthians 13:4',
      '1 Corinthians 13:7',
    ]);
    for (const { index, length, text } of references) expect(prose.slice(index, index + length)).toBe(text);
  });

  it.each([
    ['As Hezekiah 3:16 says, wait.', 'Hezekiah 3:16 (none)'],
    ['So Romans 17:1 teaches.', 'Romans 17:1 (none)'],
    ['(John 3:99)', 'John 3:99 (none)'],
    ['Jude 2:3 adds this.', 'Jude 2:3 (none)'],
    ['Compare 2 Philippians 1:3.', '2 Philippians 1:3 (none)'],
    ['We read 4 John 2:1 today.', '4 John 2:1 (none)'],
    ['Genesis 51 tells of it.', 'Genesis 51 (none)'],
    ['The Book of Jacob 3:5 warns.', 'Book of Jacob 3:5 (none)'],
  ])('finds in %j a reference that does not exist', (prose, reference) => {
    expect(found(prose)).toEqual([reference]);
  });

  it.each([
    'Is 3 enough? He has job 4 in mark 5 and acts 2, and I am 3:15 late.',
    'We meet Mark 3:15 pm and Daniel at 6:45.',
    'They gave the Romans 20 ships, and the Hebrews 40 years.',
    'Acts 1990 and Judges 300 strong; Numbers 250 to 300; James 27 years old.',
    'Surah 2:255, Alma 3:16, 2 Nephi 2:25, Tobit 4:7 and Analects 15:24 are other books.',
    'Figure 3:16, ratio 4:3, Python 3.11, Plato, Republic 514a, Monday 10:30.',
    'Version 2 Samuel wrote, and 1 John asked; Luke 99 times.',
    'The score was Israel 3:2 at half time.',
  ])('leaves alone: %s', (prose) => {
    expect(found(prose).filter((reference) => reference.endsWith('(none)'))).toEqual([]);
  });

  it('ends a list where its numbers are not verses', () => {
    expect(found('In Romans 8, 28 people came; Romans 8:28, 45 people left.')).toEqual(['Romans 8', 'Romans 8:28']);
  });

  it('reads prose in other languages', () => {
    expect(found('Como dice Romanos 17:1 y Juan 3:16, esperamos.', 'es')).toEqual(['Romanos 17:1 (none)', 'Juan 3:16']);
  });

  it.each([
    ['zh', '参见罗马书 17:2。', '罗马书 17:2', false],
    ['zh', '我们在創世記1:1中读到', '創世記1:1', true],
    ['zh', '又如约翰福音3：16所说。', '约翰福音3：16', true],
    ['zh', '参见罗马书17章2节。', '罗马书17章2', false],
    ['ja', 'これはローマ人への手紙 17:2 を見よ。', 'ローマ人への手紙 17:2', false],
    ['ko', '로마서 8장 28절을 보라.', '로마서 8장 28', true],
    ['th', 'ดูโรม 17:2', 'โรม 17:2', false],
  ])('finds in %s, in a row of letters, “%s”', (language, prose, text, exists) => {
    const [found, ...others] = findReferences(prose, language);

    expect(found).toMatchObject({ text, exists, index: prose.indexOf(text) });
    expect(others).toEqual([]);
  });

  it('reads a whole reference with the words for chapter and verse', () => {
    expect(parseReference('罗马书8章28-30节', 'zh')).toMatchObject({ osis: 'Rom.8.28-Rom.8.30', exists: true });
    expect(parseReference('로마서 17장 2절', 'ko')).toMatchObject({ exists: false });
  });

  it.each([
    ['zh', '会议大约 10:30 开始，比例为 3:1，第3章2个例子。'],
    ['ja', '試合は 3:2 で勝った。開始時刻 10:30'],
    ['th', 'เวลา 10:30 น.'],
  ])('takes in %s no time and no ratio for a reference: %s', (language, prose) => {
    expect(findReferences(prose, language)).toEqual([]);
  });

  it('bears text of any size and kind', () => {
    expect(found(`${'1:1 '.repeat(20_000)}${'John '.repeat(5_000)}${'('.repeat(10_000)}`)).toEqual([]);
  });
});
