import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { findJson } from '../../../domain/model/json-text.ts';
import { putBackslashesBack } from '../../../domain/model/lost-backslashes.ts';
import { isLatexCommand } from '../../../domain/text/formulas/commands.ts';

/** Every name that the typesetter's own source mentions and that it takes, of those that JSON would swallow a letter of. */
const source = readFileSync(fileURLToPath(import.meta.resolve('temml')), 'utf8');
const COMMANDS = [...new Set([...source.matchAll(/\\\\([A-Za-z]+)/g)].map(([, name = '']) => name))].filter(
  (name) => /^[bfnrtu]/.test(name) && isLatexCommand(name),
);

/** What a model wrote into a string of its JSON. */
const bodyOf = (written: string): unknown => {
  const document = findJson(`{"body": "${written}"}`);
  return typeof document === 'object' && document !== null ? Reflect.get(document, 'body') : undefined;
};

describe('a command with one backslash in a reply', () => {
  it.each(['$', '$$'])('is put back between %s, whatever command the typesetter knows', (dollars) => {
    expect(COMMANDS.length).toBeGreaterThan(300);
    // With no letters behind them these are a tab, a line's end and no JSON.
    const whole = COMMANDS.filter((name) => name.length > 1);
    const wrong = whole.filter((name) => {
      const formula = `${dollars}a \\${name} {b} = c${dollars}`;
      return bodyOf(`So ${formula} holds.`) !== `So ${formula} holds.`;
    });

    expect(wrong).toEqual([]);
  });

  it.each([
    String.raw`$$\begin{aligned} a &= \frac{1}{2} \end{aligned}$$`,
    String.raw`\begin{align} a &= \beta \end{align}`,
    String.raw`$\nabla f = \rho \times \theta$ and $\nu \ne \tau$`,
    String.raw`$$\nu = 3$$`,
    String.raw`\(x \to \tfrac12\)`,
    String.raw`a \neq b: $a \neq b$`,
  ])('is put back in %s', (formula) => {
    const expected = formula.replace('a \\neq b: ', 'a \neq b: ');
    expect(bodyOf(formula)).toBe(expected);
  });

  it('is told from a line break that lays a formula out', () => {
    const written = String.raw`$$\ne^{i\\pi} + 1 = 0\n$$ and $$\n\\begin{aligned}\nu &= 1 \\\\\ne &= 2\n\\end{aligned}\n$$`;

    expect(bodyOf(written)).toBe(
      '$$\ne^{i\\pi} + 1 = 0\n$$ and $$\n\\begin{aligned}\nu &= 1 \\\\\ne &= 2\n\\end{aligned}\n$$',
    );
    expect(bodyOf(String.raw`$$\na \ne b\n$$`)).toBe('$$\na \\ne b\n$$');
    expect(putBackslashesBack('$$\na +\ne b\n$$')).toEqual({ text: '$$\na +\ne b\n$$', isDoubtful: true });
  });

  it('is told from prose and code, in which lines and tabs begin with any letters', () => {
    for (const text of [
      'What stands\nabove and\nbelow, o\ne poi, na stole\ni pod nim\nu njega.',
      'In Spanish:\nuñas de gato; in Czech:\nučitel.',
      'It costs $5\ne poi $6.\nless is\nmore\ttop\tto\tan',
      'a list\n\n- one\n\ttext of it\n- two\n\tan item',
      '```python\nif x:\n\ttext = right\n\tfrac = 3\n```',
      'one\r\ntwo\r\nrho',
    ]) {
      expect(putBackslashesBack(text)).toEqual({ text, isDoubtful: false });
      expect(bodyOf(JSON.stringify(text).slice(1, -1))).toBe(text);
    }
  });

  it('never touches prose with lines and tabs, of any words', () => {
    const words =
      'the less above next to an e i u text right not of rank ruler exists parallel subset times tau beta new é'.split(
        ' ',
      );
    const piece = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...words) },
      { weight: 2, arbitrary: fc.stringMatching(/^[a-z]{1,9}$/) },
      { weight: 1, arbitrary: fc.constantFrom('$5', '$6.50', 'f(x)', '"no"', '`code`', '(so)', '$x + y$') },
    );
    const gap = fc.constantFrom(' ', ' ', ' ', ', ', '. ', '\n', '.\n\n', ':\n- ', '\n\t', '.\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, gap), { minLength: 1, maxLength: 30 }), (pieces) => {
        const text = pieces.flat().join('').trim();
        expect(putBackslashesBack(text)).toEqual({ text, isDoubtful: false });
        expect(findJson(JSON.stringify({ text }))).toEqual({ text });
      }),
      { numRuns: 10_000 },
    );
  });

  it('is looked for in time that grows with the text', () => {
    const text = `${'word\nnabla '.repeat(4_000)}${'$\theta$ and '.repeat(400)}`;
    const startedAt = Date.now();
    putBackslashesBack(text);

    expect(Date.now() - startedAt).toBeLessThan(5_000);
  });
});
