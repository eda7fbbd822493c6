import { cleanSvg } from '../../../domain/catalogue/svg.ts';

const clean = (inner: string, attributes = ''): { text: string; removed: string[] } => {
  const found = cleanSvg(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"${attributes}>${inner}</svg>`);
  if ('reason' in found) throw new Error(found.reason);
  return found;
};

it('leaves a drawing as it is', () => {
  const drawing =
    '<title>Rain</title><defs><linearGradient id="g"><stop offset="0" stop-color="#036"/></linearGradient><marker id="m" refX="1" orient="auto"><path d="M0 0"/></marker></defs>' +
    '<rect x="1" y="1" width="3" height="3" fill="url(#g)" style="stroke:#000"/><use href="#m"/><text x="1" y="2" font-family="sans-serif" text-anchor="middle">a &amp; b</text>';
  const { text, removed } = clean(drawing);
  expect(removed).toEqual([]);
  expect(text).toContain('fill="url(#g)"');
  expect(text).toContain('href="#m"');
  expect(text).toContain('a &#x26; b');
});

it.each([
  ['<script>alert(1)</script>', 'script'],
  ['<foreignObject><p>x</p></foreignObject>', 'foreignObject'],
  ['<image href="https://example.org/a.png"/>', 'image'],
  ['<animate attributeName="href" to="javascript:alert(1)"/>', 'animate'],
  ['<a href="javascript:alert(1)"><path d="M0 0"/></a>', 'href'],
  ['<use href="other.svg#x"/>', 'href'],
  ['<rect onload="alert(1)"/>', 'onload'],
  ['<rect fill="url(https://example.org/x)"/>', 'fill'],
  ['<rect style="background:url(//example.org)"/>', 'style'],
  ['<rect style="fill:\\75rl(//example.org)"/>', 'style'],
])('takes %s out and says so', (inner, name) => {
  const { text, removed } = clean(inner);
  expect(removed).toEqual([name]);
  expect(text).not.toMatch(/alert|example\.org|other\.svg/u);
});

it('takes out a sheet of styles that loads something, and comments, and what programs keep for themselves', () => {
  expect(clean('<style>@import "https://example.org/x.css";</style>').text).not.toContain('example.org');
  expect(clean('<style>.a { fill: red }</style><!-- made by hand -->').text).toContain('.a { fill: red }');
  expect(clean('<g inkscape:label="x"/>', ' xmlns:inkscape="http://inkscape"')).toMatchObject({ removed: [] });
});

it('refuses what is no drawing', () => {
  expect(cleanSvg('<html></html>')).toEqual({ reason: 'its outermost element is not svg' });
  expect(cleanSvg('<svg><path></svg>')).toHaveProperty('reason');
  const bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg><text>&b;</text></svg>';
  expect(cleanSvg(bomb)).toHaveProperty('reason');
});
