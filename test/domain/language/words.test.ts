import { countWords, foldText, sentences, wordsOf } from '../../../domain/language/words.ts';

describe('countWords', () => {
  it.each([
    ['The fox’s well-known trick, 3.14 times.', 6],
    ["It isn't over — yet.", 4],
    ['', 0],
    ['… — !', 0],
    ['Это простое предложение.', 3],
    ['नमस्ते दुनिया', 2],
    ['السلام عليكم ورحمة الله', 4],
    ['안녕하세요 여러분', 2],
  ])('counts %j', (text, words) => {
    expect(countWords(text)).toBe(words);
  });

  it.each([
    ['我们今天学习计算机程序设计', 'zh', 4, 9],
    ['สวัสดีชาวโลก', 'th', 2, 4],
    ['私は東京に住んでいます', 'ja', 5, 8],
  ])('counts %s by dictionary', (text, language, least, most) => {
    const words = countWords(text, language);

    expect(words).toBeGreaterThanOrEqual(least);
    expect(words).toBeLessThanOrEqual(most);
  });

  it('counts a line of 300,000 characters without spaces', () => {
    expect(countWords('学习'.repeat(150_000), 'zh')).toBeGreaterThan(100_000);
  });

  it('takes a tag that is none for no language', () => {
    expect(countWords('学习', 'not a language!')).toBeGreaterThan(0);
  });
});

describe('wordsOf', () => {
  it('gives the folded words in order', () => {
    expect(wordsOf('“Don’t” — she SAID, 今天 twice')).toEqual(["don't", 'she', 'said', '今天', 'twice']);
  });
});

describe('foldText', () => {
  it('makes two copies of a text alike', () => {
    expect(foldText('  “It’s”\u00a0a\n caf\u0065\u0301\u200b — so… ')).toBe(foldText('"it\'s" a café - so...'));
  });
});

describe('sentences', () => {
  it('keeps abbreviations, initials, quotations and references together', () => {
    expect(
      sentences(
        'Dr. Smith cites e.g. Plato. "Is it so?" he asked. J. S. Mill paid $3.50. See Rom. 8:28 and Fig. 3. End!',
      ),
    ).toEqual([
      'Dr. Smith cites e.g. Plato.',
      '"Is it so?" he asked.',
      'J. S. Mill paid $3.50.',
      'See Rom. 8:28 and Fig. 3.',
      'End!',
    ]);
  });

  it('does not end at a line break, but at a blank line and a list item', () => {
    expect(sentences('One sentence\nover two lines.\n\nA heading without stop\n\n- first item\n- second item')).toEqual(
      ['One sentence over two lines.', 'A heading without stop', '- first item', '- second item'],
    );
  });

  it('knows the stops of other scripts', () => {
    expect(sentences('今天天气很好。我们去学习。', 'zh')).toHaveLength(2);
    expect(sentences('यह पहला वाक्य है। यह दूसरा है।', 'hi')).toHaveLength(2);
  });

  it('loses no character of a long text', () => {
    const text = 'A sentence of some length stands here again. '.repeat(2_000);

    expect(sentences(text).join(' ')).toBe(text.trim());
  });
});
