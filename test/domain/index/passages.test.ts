import { countWords } from '../../../domain/language/words.ts';
import { assembleManuscript } from '../../../domain/manuscript/assemble.ts';
import { manuscriptPassages } from '../../../domain/index/passages.ts';
import { aChapter, aCourse, anId, anOutline, aSection, aStandard } from '../../fixtures/builders.ts';

const passagesOf = (body: string, language = 'en') => {
  const standard = aStandard();
  const manuscript = assembleManuscript({
    book: {
      id: anId('book'),
      edition: 1,
      createdAt: '2026-11-22T10:00:00.000Z',
      isRehearsal: true,
      model: 'm',
    },
    course: aCourse(),
    outline: anOutline(),
    chapters: [aChapter({ sections: [{ ...aSection({ body }), number: 1, title: 'Yeast', lectureIds: [] }] })],
    standard,
    language,
    direction: 'ltr',
    insteadOf: null,
    publisher: 'ScrollLibrary',
  });
  return manuscriptPassages(manuscript);
};
const sectionOf = (body: string, language?: string) =>
  passagesOf(body, language).filter(({ sectionId }) => sectionId === 'chapter-1-section-1');

describe('manuscriptPassages', () => {
  it('says where each passage stands and counts them through', () => {
    const passages = passagesOf('Yeast lives.');

    expect(passages.map(({ position }) => position)).toEqual(passages.map((_, at) => at));
    expect(passages.find(({ content }) => content === 'Yeast lives.')).toEqual({
      chapterNumber: 1,
      sectionId: 'chapter-1-section-1',
      position: expect.any(Number) as number,
      heading: 'Baking bread › Why dough rises › Yeast',
      content: 'Yeast lives.',
    });
  });

  it('joins paragraphs to some 200 words', () => {
    const paragraph = 'A sentence of just eight words stands here. '.repeat(6).trim();
    const words = sectionOf(Array.from({ length: 40 }, () => paragraph).join('\n\n')).map(({ content }) =>
      countWords(content),
    );

    expect(words.reduce((sum, count) => sum + count, 0)).toBe(40 * 48);
    for (const count of words.slice(0, -1)) expect(count).toBeGreaterThan(150);
    for (const count of words) expect(count).toBeLessThan(260);
  });

  it.each([
    ['one paragraph of many sentences', 'A sentence of just eight words stands here. '.repeat(500), 'en'],
    ['one sentence without an end', 'word '.repeat(5_000), 'en'],
    ['text without spaces', '学习语言需要时间'.repeat(1_000), 'zh'],
    ['a listing', `\`\`\`\n${'x = 1\n'.repeat(2_000)}\`\`\``, 'en'],
  ])('cuts %s', (_name, body, language) => {
    const passages = sectionOf(body, language);

    expect(passages.length).toBeGreaterThan(3);
    for (const { content } of passages) expect(countWords(content, language)).toBeLessThan(420);
    expect(
      passages
        .map(({ content }) => content)
        .join('')
        .replace(/\s/gu, '').length,
    ).toBe(body.replace(/```|\s/gu, '').length);
  });

  it('carries plain text only', () => {
    expect(sectionOf('A **bold** [link](http://a.b) <i>word</i>.')[0]?.content).toBe('A bold link word.');
  });
});
