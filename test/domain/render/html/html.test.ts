import { describe, expect, it } from '@jest/globals';
import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { manuscriptToHtml } from '../../../../domain/render/html/html.ts';
import { aManuscript, aManuscriptChapter, aSection } from '../../../fixtures/manuscripts/a-manuscript.ts';
import { prose } from '../../../fixtures/manuscripts/prose.ts';

const elements = (tree: Root): Element[] => {
  const found: Element[] = [];
  visit(tree, 'element', (element) => void found.push(element));
  return found;
};

describe('the HTML', () => {
  const html = manuscriptToHtml(aManuscript());
  const tree = fromHtml(html);
  const all = elements(tree);
  const named = (name: string): Element[] => all.filter(({ tagName }) => tagName === name);

  it('keeps signs of several characters whole, in text, headings and code', () => {
    const signs = '👨‍👩‍👧‍👦 🇧🇷 👍🏿 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} ❤️ ☎︎ 1️⃣ #⃣';
    const section = aSection('preface', 'preface', `Title ${signs}`, {
      blocks: [{ type: 'prose', content: prose(`Text ${signs}\n\n\`code ${signs}\``) }],
    });
    const printed = manuscriptToHtml(aManuscript({ front: [section] }));

    for (const place of ['Title', 'Text', 'code']) expect(printed).toContain(`${place} ${signs}`);
  });

  it('asks nothing of the network: no source, no import, links only for the reader', () => {
    const asking = all.filter(
      ({ tagName, properties }) =>
        ['img', 'link', 'iframe', 'object', 'embed', 'audio', 'video', 'source', 'base', 'form'].includes(tagName) ||
        'src' in properties ||
        'srcSet' in properties ||
        'style' in properties,
    );
    expect(asking).toEqual([]);
    expect(html).not.toMatch(/@import|url\(/);
    expect(named('meta').map(({ properties }) => String(properties['content']))).toContain(
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    );
    expect(
      named('a')
        .map(({ properties }) => String(properties['href']))
        .filter((href) => !/^(#|https:)/.test(href)),
    ).toEqual([]);
  });

  it('holds no script but the book’s data, which no title can break out of', () => {
    const hostile = manuscriptToHtml(
      aManuscript({ title: '</script><script>alert(1)</script>', publisher: '"><img src=x onerror=alert(1)>' }),
    );
    const scripts = elements(fromHtml(hostile)).filter(({ tagName }) => tagName === 'script');

    expect(scripts).toHaveLength(1);
    expect(JSON.parse(toString(scripts[0]))).toMatchObject({
      '@type': 'Book',
      name: '</script><script>alert(1)</script>',
    });
    expect(elements(fromHtml(hostile)).filter(({ tagName }) => tagName === 'img')).toEqual([]);
  });

  it('has no attribute that runs code', () => {
    expect(all.flatMap(({ properties }) => Object.keys(properties)).filter((name) => /^on[A-Z]/.test(name))).toEqual(
      [],
    );
  });

  it('has its headings in order, one of the first level', () => {
    const levels = all.flatMap(({ tagName }) => (/^h[1-6]$/.test(tagName) ? [Number(tagName[1])] : []));

    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1)).toEqual([]);
  });

  it('names each id once, and every link inside the book leads somewhere', () => {
    const ids = all.flatMap(({ properties }) => (properties['id'] === undefined ? [] : [String(properties['id'])]));
    const targets = named('a').flatMap(({ properties }) => {
      const href = String(properties['href']);
      return href.startsWith('#') ? [href.slice(1)] : [];
    });

    expect(new Set(ids).size).toBe(ids.length);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  });

  it('has as landmarks its parts and chapters, each with a name of its own, and nothing outside of them', () => {
    const landmarks = all.filter(({ tagName, properties }) => tagName === 'section' && properties['ariaLabelledBy']);
    const chapters = landmarks.filter(({ properties }) => String(properties['id']).startsWith('chapter-'));
    const [body] = named('body');

    expect(chapters).toHaveLength(12);
    expect(landmarks).toHaveLength(12 + 5);
    expect(body?.children.flatMap((child) => (child.type === 'element' ? [child.tagName] : []))).toEqual([
      'a',
      'header',
      'div',
    ]);
    expect(toString(named('a')[0])).toBe('Chapter 1 ↓');
  });

  it('leads back to the contents from the end of each chapter', () => {
    expect(named('a').filter(({ properties }) => properties['href'] === '#contents')).toHaveLength(12);
  });

  it('prints no heading row without a word', () => {
    const table = (head: string): string =>
      manuscriptToHtml(
        aManuscript({
          front: [
            aSection('preface', 'preface', 'Preface', {
              blocks: [{ type: 'prose', content: prose(`| ${head} | |\n|---|---|\n| a | b |`) }],
            }),
          ],
          chapters: [aManuscriptChapter(5)],
        }),
      );
    expect(table('n').split('<thead>').length - table(' ').split('<thead>').length).toBe(1);
  });

  it('says its language and direction, and those of words in other scripts', () => {
    const arabic = elements(fromHtml(manuscriptToHtml(aManuscript({ language: 'ar', direction: 'rtl' }))));

    expect(named('html')[0]?.properties).toMatchObject({ lang: 'en', dir: 'ltr' });
    expect(arabic.find(({ tagName }) => tagName === 'html')?.properties).toMatchObject({ lang: 'ar', dir: 'rtl' });
    expect(html).toContain('<span lang="he" dir="rtl">שָׁלוֹם עוֹלָם</span>');
  });

  it('keeps a formula’s source beside its MathML, and prints the source of one that is not known', () => {
    expect(html).toContain('<math');
    expect(html).toContain('alttext="E = mc^2"');
    expect(html).toMatch(/<code class="tex" dir="ltr">\\hspace\{panic\(1\)\}<\/code>/);
  });

  it('hides solutions until asked for', () => {
    expect(named('details')).toHaveLength(36);
  });

  it('marks a rehearsal edition in sight, in its title and in its data', () => {
    expect(toString(named('title')[0])).toContain('(Rehearsal edition)');
    expect(html).toMatch(/<div class="notice" role="note"><p lang="en" dir="ltr"><strong>Rehearsal edition/);
    expect(manuscriptToHtml(aManuscript({ isRehearsal: false, notices: [] }))).not.toMatch(/rehearsal/i);
  });

  it('prints notices in the direction of their own language', () => {
    const syriac = manuscriptToHtml(aManuscript({ language: 'syr', direction: 'rtl', notices: ['In English.'] }));
    expect(syriac).toContain('<p lang="en" dir="ltr">In English.</p>');
  });

  it('writes the level of a script where EPUB allows it', () => {
    const content = prose('So $\\left( \\frac{\\frac{4}{3}}{2} \\right)$ holds.');
    const front = [aSection('preface', 'preface', 'Preface', { blocks: [{ type: 'prose', content }] })];
    const page = manuscriptToHtml(aManuscript({ front, chapters: [aManuscriptChapter(5)] }));
    expect(page).toContain('<mstyle scriptlevel="2"><mn>4</mn></mstyle>');
    expect(page).not.toMatch(/<m(?:n|i|o|row|text|frac|sup)[^>]* scriptlevel/);
  });

  it('lets a formula that is wider than a phone be scrolled, with the keyboard too', () => {
    const formula = (latex: string): string => {
      const content = prose(`So $${latex}$ holds.`);
      const front = [aSection('preface', 'preface', 'Preface', { blocks: [{ type: 'prose', content }] })];
      return manuscriptToHtml(aManuscript({ front, chapters: [aManuscriptChapter(5)] }));
    };
    expect(formula(`${'a_1 x_1 + '.repeat(20)} b = 0`)).toContain('<span class="formula" tabindex="0" role="group"');
    expect(formula('a = 0')).not.toContain('<span class="formula"');
  });

  it('is the same for the same manuscript', () => {
    expect(manuscriptToHtml(aManuscript())).toBe(html);
  });
});
