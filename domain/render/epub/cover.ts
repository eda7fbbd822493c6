/** The cover as SVG: type and two colours, no picture. */
import type { Element } from 'hast';
import { toXast } from 'hast-util-to-xast';
import { s } from 'hastscript';
import type { Manuscript } from '../../manuscript/manuscript.ts';
import { inlineText } from '../text.ts';
import { xmlDocument } from '../xml.ts';

const WIDTH = 1200;
const HEIGHT = 1800;
const MARGIN = 130;

export function epubCover(manuscript: Manuscript): string {
  const { title, subtitle, publisher, isRehearsal, labels, direction, language } = manuscript;
  const size = title.length <= 36 ? 116 : title.length <= 90 ? 88 : 64;
  const column = { x: direction === 'rtl' ? WIDTH - MARGIN : MARGIN, direction };
  const lines = wrap(inlineText(title), size);
  const titleEnd = 420 + lines.length * size * 1.22;
  const picture = s(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: 'img',
      'xml:lang': language,
      fontFamily: 'Charter, Georgia, "Noto Serif", serif',
    },
    s('title', inlineText(title)),
    s('rect', { width: WIDTH, height: HEIGHT, fill: '#1d4066' }),
    s('rect', { width: WIDTH, height: 40, fill: '#c9a227' }),
    lines.map((line, at) => text(line, { ...column, y: 420 + at * size * 1.22, size, weight: 'bold' })),
    s('rect', {
      x: direction === 'rtl' ? WIDTH - MARGIN - 200 : MARGIN,
      y: titleEnd - 40,
      width: 200,
      height: 8,
      fill: '#e3bf4a',
    }),
    (subtitle === null ? [] : wrap(inlineText(subtitle), 48)).map((line, at) =>
      text(line, { ...column, y: titleEnd + 60 + at * 62, size: 48, weight: 'normal' }),
    ),
    text(inlineText(publisher), { ...column, y: HEIGHT - 300, size: 46, weight: 'normal' }),
    isRehearsal
      ? [
          s('rect', { y: HEIGHT - 200, width: WIDTH, height: 200, fill: '#f6e3a8' }),
          text(inlineText(labels.rehearsal), { ...column, y: HEIGHT - 84, size: 54, weight: 'bold', fill: '#3d2c00' }),
        ]
      : [],
  );
  return xmlDocument(toXast(picture, { space: 'svg' }));
}

interface Line {
  x: number;
  y: number;
  size: number;
  weight: 'bold' | 'normal';
  direction: 'ltr' | 'rtl';
  fill?: string;
}

const text = (content: string, { x, y, size, weight, direction, fill = '#fff' }: Line): Element =>
  // In right-to-left text `start` is the right edge.
  s('text', { x, y: Math.round(y), fill, fontSize: size, fontWeight: weight, direction, textAnchor: 'start' }, content);

/** Breaks between words by the width of letters; wide scripts count double, and a word wider than the cover breaks inside. */
function wrap(content: string, size: number): string[] {
  const room = (WIDTH - 2 * MARGIN) / (size * 0.52);
  const lines: string[] = [];
  let line = '';
  for (const word of piecesOf(content.trim(), Math.floor(room))) {
    if (line !== '' && widthOf(line + word.trimEnd()) > room) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += word;
  }
  lines.push(line.trimEnd());
  if (lines.length <= MAX_LINES) return lines;
  return [...lines.slice(0, MAX_LINES - 1), `${lines[MAX_LINES - 1]}…`];
}

const UNSPACED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const words = new Intl.Segmenter('und', { granularity: 'word' });
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

const piecesOf = (text: string, room: number): string[] =>
  text
    .split(/(?<=\s)|(?<=\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana})/u)
    .flatMap((word) => (UNSPACED.test(word) ? [...words.segment(word)].map(({ segment }) => segment) : [word]))
    .flatMap((word) => (widthOf(word) <= room ? [word] : cutWord(word, room)));

function cutWord(word: string, room: number): string[] {
  const letters = [...graphemes.segment(word)].map(({ segment }) => segment);
  return Array.from({ length: Math.ceil(letters.length / room) }, (_, at) =>
    letters.slice(at * room, (at + 1) * room).join(''),
  );
}

const MAX_LINES = 9;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

const widthOf = (content: string): number => [...content].reduce((sum, letter) => sum + (WIDE.test(letter) ? 2 : 1), 0);
