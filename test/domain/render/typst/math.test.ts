import { describe, expect, it } from '@jest/globals';
import { typstMath } from '../../../../domain/render/typst/math.ts';

describe('the guard of formulas', () => {
  it.each([
    [String.raw`E = mc^2`, 'E = m c^2'],
    [String.raw`\frac{a}{b}`, 'a/b'],
    [String.raw`\text{if } x`, '"if " x'],
    [String.raw`\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}`, 'mat(1, 2; 3, 4)'],
    [String.raw`3\ \text{km/s}`, '3 med "km/s"'],
    [String.raw`50\%`, '50 %'],
    [String.raw`\begin{array}{lr} 1 & 2 \end{array}`, 'mat(delim: #none, align: #center, 1, 2)'],
    [String.raw`\begin{array}{c|c} 1 & 2 \end{array}`, 'mat(delim: #none, augment: #1, align: #center, 1, 2)'],
    [String.raw`P(A \mid B), x^\top`, 'P(A divides B), x^top'],
    [String.raw`\lVert x \rVert_2`, 'bar.v.double x bar.v.double_2'],
    [String.raw`\bigl( \textrm{so} \bigr)`, '("so")'],
    [String.raw`\operatorname*{arg\,max}_x`, 'op("arg max", limits: #true)_x'],
    [String.raw`\operatorname{\mathbb{E}}[X]`, 'EE [X]'],
    [String.raw`\operatorname*{\mathrm{ess\,sup}}_x`, 'op("ess sup", limits: #true)_x'],
    [String.raw`\text{in \$}`, '"in $"'],
    [String.raw`\stackrel{!}{=} \operatorname*{argmax}_x`, 'limits(=)^! op("argmax", limits: #true)_x'],
    [String.raw`\$7`, '"$" 7'],
    [String.raw`\text{71{,}400 km}`, '"71,400 km"'],
    [String.raw`{n \choose k} {a \over b}`, 'binom(n, k) a/b'],
    [String.raw`\begin{gathered} a \\ b \end{gathered}`, 'a \\ b'],
    ['f(x) = panic(1)', 'f(x) = p a n i c(1)'],
  ])('converts %s', (latex, typst) => {
    expect(typstMath(latex)).toBe(typst);
  });

  it.each([
    String.raw`\hspace{panic(1)}`,
    String.raw`\textcolor{panic(1)}{x}`,
    String.raw`\color{panic(1)}`,
    String.raw`\text{a" + panic("x") + "b}`,
    String.raw`\text{a\}`,
    String.raw`\text{#panic()}`,
    String.raw`\operatorname{x"); panic("y"}`,
    String.raw`\operatorname {f(panic)} \operatorname`,
    String.raw`\ce{H2O}`,
    String.raw`\foo`,
    String.raw`\begin{array}{c} 1 \end{array} \begin{tikzpicture}\end{tikzpicture}`,
    String.raw`\begin{array}{panic(1)} 1 \end{array}`,
    String.raw`\begin{array} 1 \end{array}`,
    'x # y',
    'x % y',
    'a $ b',
    '`raw`',
    '@ref',
    '',
    'x'.repeat(2_001),
  ])('refuses %s', (latex) => {
    expect(typstMath(latex)).toBeNull();
  });

  it('lets no payload through in any of its commands’ arguments', () => {
    const payloads = [
      'panic(1)',
      '"+panic("1")+"',
      '#panic(1)',
      '") #panic(1) ("',
      '\\"#panic(1)',
      '$ #panic(1) $',
      '// x',
      '/* x */',
    ];
    const forms = ['{P}', '{x}{P}', '[P]{x}', '_{P}', '^P', ' P'];
    const commands = String.raw`\text \operatorname \frac \sqrt \hat \mathbb \mathrm \overbrace \underline \left \binom \sum \lim \begin{matrix} \begin{cases} \{ \|`;
    for (const command of commands.split(' ')) {
      for (const payload of payloads) {
        for (const form of forms) {
          const converted = typstMath(command + form.replace('P', payload)) ?? '';
          const bare = converted.replace(/"[^"]*"/g, '').replace(/#(?:none|center)(?=[,)])/g, '');
          expect({ command, payload, form, code: /#|panic/.test(bare) }).toEqual({
            command,
            payload,
            form,
            code: false,
          });
        }
      }
    }
  });
});
