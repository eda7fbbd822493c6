/**
 * PDF/UA-1 through Typst, inside the export's own process.
 *
 * UA-1 is also the gate: Typst refuses a glyph that no font has, an equation without alternative text, a skipped
 * heading level. The compiler sees the fonts given to it and a folder that does not exist: there is nothing to read.
 * It loads no packages either, because no text of a manuscript is ever read as markup.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { visit } from 'unist-util-visit';
import { LibraryError } from '../../../domain/failure.ts';
import { printableText } from '../../../domain/render/text.ts';
import { typstMath } from '../../../domain/render/typst/math.ts';
import { manuscriptToTypst, type TypstFonts } from '../../../domain/render/typst/typst.ts';
import type { Manuscript } from '../../../domain/manuscript/manuscript.ts';
import type { PrintedManuscript } from '../../../domain/manuscript/volumes.ts';
import { selectFonts } from './fonts.ts';
import { missingGlyphs } from './missing-glyphs.ts';
import { proseOf } from './manuscript-prose.ts';

const TEMPLATE = readFileSync(new URL('template.typ', import.meta.url), 'utf8');

/**
 * @throws LibraryError ContentUnrenderable when a character cannot be shown
 */
export function renderPdf(manuscript: PrintedManuscript): Uint8Array {
  const { fonts, blobs } = selectFonts(JSON.stringify(manuscript), manuscript.language);
  const compiler = NodeCompiler.create({ workspace: join(tmpdir(), randomUUID()), fontArgs: [{ fontBlobs: blobs }] });
  const seconds = Math.floor(Date.parse(manuscript.createdAt) / 1000);
  const attempt = (used: TypstFonts): Uint8Array => {
    const document = compileBook(compiler, manuscript, used);
    return compiler.pdf(document, { pdfStandard: 'ua-1', creationTimestamp: seconds });
  };
  try {
    return attempt(fonts);
  } catch (error) {
    if (missingGlyphs(error).length === 0) throw error;
  }
  try {
    return attempt({ ...fonts, fallback: 'all' });
  } catch (error) {
    const missing = missingGlyphs(error);
    if (missing.length === 0) throw error;
    throw unshowable(manuscript, missing, error);
  }
}

/** Compiles the whole book; when it fails, finds the formulas that do not typeset and prints those as their source. */
function compileBook(compiler: NodeCompiler, manuscript: PrintedManuscript, fonts: TypstFonts): NodeTypstDocument {
  const first = compiler.compile({ mainFileContent: manuscriptToTypst(manuscript, { fonts, template: TEMPLATE }) });
  if (first.result) return first.result;
  const refusedMath = new Set(formulasOf(manuscript).filter((latex) => !typesets(compiler, latex)));
  const second = compiler.compile({
    mainFileContent: manuscriptToTypst(manuscript, { fonts, template: TEMPLATE, refusedMath }),
  });
  if (second.result) return second.result;
  throw new Error(`Typst refused the book: ${JSON.stringify(second.takeError()?.shortDiagnostics)}`);
}

function formulasOf(manuscript: Manuscript): string[] {
  const found = new Set<string>();
  for (const prose of proseOf(manuscript)) {
    visit(prose, (node) => {
      if (node.type === 'math' || node.type === 'inlineMath') found.add(printableText(node.value).trim());
    });
  }
  return [...found];
}

function typesets(compiler: NodeCompiler, latex: string): boolean {
  const converted = typstMath(latex);
  return converted !== null && compiler.compile({ mainFileContent: `$ ${converted} $` }).result !== null;
}

function unshowable(manuscript: Manuscript, missing: string[], cause: unknown): LibraryError {
  const list = missing.map((text) => `${text} (${codePoints(text)})`).join(', ');
  const advice = /\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(missing.join(''))
    ? 'apt-get install fonts-noto-cjk'
    : 'apt-get install fonts-noto-core fonts-noto-extra';
  const message = `The PDF of “${manuscript.title}” cannot show ${list}: no font has it. On this machine: ${advice}; or take it out of the text.`;
  return new LibraryError('ContentUnrenderable', message, { cause });
}

const codePoints = (text: string): string =>
  [...text]
    .map((character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');
