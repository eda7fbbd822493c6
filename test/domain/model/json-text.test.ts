import { findJson } from '../../../domain/model/json-text.ts';
import { storableText } from '../../../domain/stored.ts';

const DOCUMENT = { title: 'A {brace} and a "quote"', list: [1, 2, { deep: '}' }] };
const JSON_TEXT = JSON.stringify(DOCUMENT);

describe('the JSON document of a reply', () => {
  it.each([
    ['alone', JSON_TEXT],
    ['pretty printed', `\n${JSON.stringify(DOCUMENT, null, 2)}\n`],
    ['in a fence', `Here you are:\n\n\`\`\`json\n${JSON_TEXT}\n\`\`\`\nEnjoy!`],
    ['in a fence without a language', `\`\`\`\n${JSON_TEXT}\n\`\`\``],
    ['after words', `Sure! The document (as [asked] {here}) is: ${JSON_TEXT} I hope it helps.`],
    ['after thoughts that hold JSON too', `<think>{"title": "no"}</think>\n${JSON_TEXT}`],
    [
      'after thoughts whose beginning the server keeps',
      `I could say {"title": "${'no'.repeat(99)}"}.</think>\n${JSON_TEXT}`,
    ],
    ['beside a smaller one', `Of {"a": 1} I made ${JSON_TEXT}`],
  ])('is found %s', (_where, text) => {
    expect(findJson(text)).toEqual(DOCUMENT);
  });

  it('may break lines inside its strings and end its lists in a comma, as small models do', () => {
    const text = 'Here: {"body": "One line, }\n\n\tanother\r\n \\"quoted\\",\n]", "list": [1, 2,\n ],}';

    expect(findJson(text)).toEqual({ body: 'One line, }\n\n\tanother\r\n "quoted",\n]', list: [1, 2] });
  });

  it.each([
    ['broken off at a comma', '{"list": [1, 2,'],
    ['without a value', '{"list": [1,,2]}'],
    ['broken off', JSON_TEXT.slice(0, -3)],
    ['broken off after a whole inner object', '{"sections": [{"title": "One", "text": "Whole."}, {"title": "Tw'],
    ['wrongly escaped', '{"text": "a "word" in quotes"}'],
    ['not there', 'I cannot do that.'],
    ['a bare number', '42'],
    ['a list', '[1, 2]'],
    ['nothing', ''],
  ])('is not found when it is %s', (_how, text) => {
    expect(findJson(text)).toBeUndefined();
  });

  it('may write one backslash before what can only be a command or a sign, where JSON needs two', () => {
    const text = String.raw`{"body": "$\alpha \le \sum_i \beta$ and \(x\) or \[y\], 5\% of \uparrow, it\'s \\gamma \u00e9"}`;

    expect(findJson(text)).toEqual({
      body: String.raw`$\alpha \le \sum_i \beta$ and \(x\) or \[y\], 5\% of \uparrow, it's \gamma é`,
    });
    expect(findJson(String.raw`{"body": "C:\users\data"}`)).toBeUndefined();
  });

  it('keeps what it says itself of the marks around thoughts', () => {
    const document = { text: 'Such a model writes <think>a draft</think> and then its answer.' };

    expect(findJson(JSON.stringify(document))).toEqual(document);
  });

  it('is searched in time that grows with the text, not with its square', () => {
    const text = '{"a": '.repeat(100_000);

    expect(findJson(text)).toBeUndefined();
  });

  it('holds nothing that the database cannot keep', () => {
    expect(findJson('{"text": "a\\u0000b\\ud800c"}')).toEqual({ text: 'ab\uFFFDc' });
    expect(storableText('a\u0000b\uD83D\uDE00\uDE00')).toBe('ab😀\uFFFD');
  });
});
