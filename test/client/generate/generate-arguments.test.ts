import { withCatalogueWords } from '../../../client/catalogue/catalogue-words.ts';
import { parseGenerate, type GenerateRequest } from '../../../client/generate/generate-arguments.ts';
import { HelpShown } from '../../../client/typed/parse.ts';

const parse = (words: string, print: (text: string) => void = () => undefined): Promise<GenerateRequest> =>
  parseGenerate(words === '' ? [] : words.split(' '), { standards: ['scroll', 'plain'], print });

describe('the command line of generate:enterprise', () => {
  it('reads a run with all of its filters', async () => {
    const words =
      'all 50 enrollment --subjects=theology --levels=beginner --courses=A,B --formats=pdf,epub --budget-usd=5 --select=failed,held --standard=plain --seed=7 --batch-size=20';

    expect(await parse(words)).toEqual({
      command: 'all',
      json: false,
      input: {
        concurrency: 50,
        priorityMode: 'enrollment',
        subjects: ['theology'],
        levels: ['beginner'],
        courseIds: ['A', 'B'],
        formats: ['pdf', 'epub'],
        budgetUsd: 5,
        only: ['failed', 'held'],
        standard: 'plain',
        seed: 7,
        batchSize: 20,
      },
    });
  });

  it.each([
    ['all', { command: 'all', json: false, input: {} }],
    [
      'all 5 random --only held',
      { command: 'all', json: false, input: { concurrency: 5, priorityMode: 'random', only: ['held'] } },
    ],
    ['all --formats none --json', { command: 'all', json: true, input: { formats: [] } }],
    ['--json status', { command: 'status', json: true }],
    ['status --json', { command: 'status', json: true }],
    ['auto TH-101', { command: 'auto', json: false, course: 'TH-101', input: {} }],
    ['concurrency 20', { command: 'concurrency', json: false, books: 20 }],
    ['budget 49.50', { command: 'budget', json: false, usd: 49.5 }],
    ['budget none --json', { command: 'budget', json: true, usd: null }],
    [
      'estimate 10 enrollment',
      { command: 'estimate', json: false, input: { concurrency: 10, priorityMode: 'enrollment' } },
    ],
    ['pause', { command: 'pause', json: false }],
  ])('reads %p', async (words, expected) => {
    expect(await parse(words)).toEqual(expected);
  });

  it.each([
    ['all 50 enrolment', 'Did you mean "enrollment"? Type: npm run generate:enterprise all 50 enrollment'],
    ['all enrollment 50', 'Type: npm run generate:enterprise all 50 enrollment'],
    ['all enrollment', 'Type: npm run generate:enterprise all 10 enrollment'],
    ['all 0 enrollment', 'from 1 to 1000'],
    ['all 5000', 'from 1 to 1000'],
    ['all 50 enrollment theology', 'Too many arguments'],
    ['frob', "Unknown command 'frob'.\nHelp: npm run generate:enterprise -- --help"],
    ['al 50 enrollment', 'Did you mean all?'],
    ['all --subject theology', 'Did you mean --subjects?'],
    ['all --formats docx', '"docx" is not a format. Known: pdf, epub, html, none.'],
    ['all --formats none,pdf', 'stands alone'],
    ['all --budget-usd=-5', 'dollars above 0'],
    ['budget', "Missing required argument 'dollars'."],
    ['budget 0', 'dollars above 0 are expected, such as npm run generate:enterprise budget 50, or none.'],
    ['budget much', '"much" is not a budget'],
    ['all --standard scrol', 'Did you mean "scroll"?'],
    ['all --only helt', 'Did you mean "held"?'],
    ['all --subjects=', 'A flag stands without its value.'],
    ['all --courses=,', 'A flag stands without its value.'],
    ['all --formats=', 'A flag stands without its value.'],
    ['auto', "Missing required argument 'course'."],
    ['status --subjects=theology', "Unknown option '--subjects=theology'."],
    ['', 'Name a command.'],
  ])('refuses %p and says what to type', async (words, hint) => {
    await expect(parse(words)).rejects.toThrow(hint);
    await expect(parse(words)).rejects.toMatchObject({ name: 'UsageError' });
  });

  it('shows help with examples on request', async () => {
    let shown = '';

    await expect(parse('help', (text) => (shown += text))).rejects.toBeInstanceOf(HelpShown);

    expect(shown).toContain('npm run generate:enterprise all 50 enrollment');
    expect(shown).toContain('Exit codes: 0 done');
  });
});

describe('words of the catalogue', () => {
  const CATALOGUE = { subjects: ['Theology', 'Art, Design'], levels: ['beginner'], codes: ['TH-101'] };

  it('are spelt as the catalogue spells them, and split only where they are not known whole', () => {
    const input = { subjects: ['art, design', 'theology'], levels: ['Beginner'], courseIds: ['th-101'] };

    expect(withCatalogueWords(input, CATALOGUE)).toEqual({
      subjects: ['Art, Design', 'Theology'],
      levels: ['beginner'],
      courseIds: ['TH-101'],
    });
  });

  it.each([
    [{ subjects: ['theologie'] }, 'Did you mean "Theology"?'],
    [{ levels: ['expert'] }, '"expert" is not a level of the catalogue. Known: beginner.'],
    [{ courseIds: ['TH-102'] }, 'Did you mean "TH-101"?'],
  ])('are refused when the catalogue has none like %p', (input, hint) => {
    expect(() => withCatalogueWords(input, CATALOGUE)).toThrow(hint);
  });
});
