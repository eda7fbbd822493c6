/** What stands before and after the chapters: how the book came to be, and the ways back into it. */
import type { List, Paragraph } from 'mdast';
import { courseHasNotes } from '../course/content.ts';
import type { Course } from '../course/course.ts';
import { framedNotice } from '../course/book-language.ts';
import { isEnglish } from '../scripture/passage-reader.ts';
import { findReferences } from '../scripture/reference.ts';
import { compareOsis, formatOsis } from '../scripture/osis.ts';
import { printableTitle } from './chapter-sections.ts';
import { fillLabel, numberedLabel, type Labels } from '../language/labels.ts';
import type { ManuscriptRequest } from './manuscript-request.ts';
import { printableLine } from '../text/markdown-source.ts';
import { parseProse } from '../text/markdown.ts';
import { foldText } from '../language/words.ts';
import { blockPieces, type Block } from '../blocks/registry.ts';
import type { ManuscriptChapter, ManuscriptSection } from './manuscript.ts';
import type { Prose } from '../text/prose.ts';

const SECTION_DEPTH = 1;

/** About this book: what it was made from, by what, under which standard and licences. */
export function prefaceSection(
  request: ManuscriptRequest,
  chapters: ManuscriptChapter[],
  labels: Labels,
): ManuscriptSection {
  const { course } = request;
  const title = printableTitle(course.title);
  const description = parseProse(course.description ?? '', { baseDepth: SECTION_DEPTH, figureLabel: labels.figure });
  const lines = [
    fillLabel(labels.madeFor, { course: title }),
    standardLine(request, labels),
    origin(request, labels),
    ...(courseHasNotes(course) ? [] : [labels.noNotes]),
    ...(request.insteadOf === null ? [] : [framedNotice(request.insteadOf)]),
    ...(chapters.flatMap(blocksOf).some(({ type }) => type === 'scripture') ? [labels.referencesOnly] : []),
  ];
  return {
    ...section('preface', labels.preface),
    blocks: [
      proseBlock({ type: 'root', children: lines.map(paragraph) }),
      ...(description.children.length > 0 ? [proseBlock(description)] : []),
    ],
  };
}

export function backSections(
  request: ManuscriptRequest,
  chapters: ManuscriptChapter[],
  labels: Labels,
): ManuscriptSection[] {
  const sections = [
    glossary(request, chapters, labels),
    scriptureIndex(request, chapters, labels),
    sources(request, labels),
  ];
  return [...sections.filter(({ blocks }) => blocks.length > 0), colophon(request, labels)];
}

/** Licences and attributions of everything that the book rests on, one line each. */
export function rightsOf(course: Course): string[] {
  const lines = [course, ...course.resources].map(({ licence, attribution }) =>
    [printed(licence), printed(attribution)].filter((part) => part !== null).join(': '),
  );
  return [...new Set(lines.filter((line) => line !== ''))];
}

/** One printable line; null when there is nothing to print. */
export const printed = (text: string | null): string | null => (text === null ? null : printableLine(text) || null);

/** Each term once, with the definition that it is given first. */
const glossary = (
  { language }: ManuscriptRequest,
  chapters: ManuscriptChapter[],
  labels: Labels,
): ManuscriptSection => {
  const collator = new Intl.Collator(language === 'und' ? 'en' : language, { sensitivity: 'base', numeric: true });
  const terms = chapters.flatMap(blocksOf).flatMap((block) => (block.type === 'terms' ? block.items : []));
  const firsts = new Map(terms.toReversed().map((item) => [foldText(item.term), item]));
  const items = terms
    .filter((item) => firsts.get(foldText(item.term)) === item)
    .sort((a, b) => collator.compare(a.term, b.term));
  return { ...section('glossary', labels.glossary), blocks: items.length > 0 ? [{ type: 'terms', items }] : [] };
};

/** Passages in canonical order with the chapters where they stand: readings, and in English what the text cites too. */
const scriptureIndex = (
  { language }: ManuscriptRequest,
  chapters: ManuscriptChapter[],
  labels: Labels,
): ManuscriptSection => {
  const entries = new Map<string, { label: string; chapters: Set<number> }>();
  const add = (osis: string, label: string, chapter: number): void => {
    const entry = entries.get(osis) ?? { label, chapters: new Set() };
    entry.chapters.add(chapter);
    entries.set(osis, entry);
  };
  for (const chapter of chapters) {
    for (const block of blocksOf(chapter)) {
      if (block.type !== 'scripture') continue;
      for (const { osis, reference } of block.items) {
        const passages = osis === '' ? [] : osis.split(',');
        for (const passage of passages) {
          add(passage, passages.length === 1 ? reference : (formatOsis(passage) ?? reference), chapter.number);
        }
      }
    }
  }
  if (isEnglish(language)) {
    for (const chapter of chapters) {
      for (const { osis, printed: label, exists } of findReferences(taughtText(chapter))) {
        if (exists && /\.\d+\.\d/u.test(osis)) add(osis, label, chapter.number);
      }
    }
  }
  const items = [...entries]
    .sort(([a], [b]) => compareOsis(a, b))
    .map(([, entry]) => ({ label: entry.label, chapters: [...entry.chapters].sort((a, b) => a - b) }));
  return {
    ...section('scripture-index', labels.scriptureIndex),
    blocks: items.length > 0 ? [{ type: 'index', items }] : [],
  };
};

const blocksOf = ({ sections }: ManuscriptChapter): Block[] => sections.flatMap(({ blocks }) => blocks);

const taughtText = (chapter: ManuscriptChapter): string =>
  blocksOf(chapter)
    .flatMap((block) => (block.type === 'prose' ? blockPieces(block) : []))
    .join('\n\n');

const sources = ({ course }: ManuscriptRequest, labels: Labels): ManuscriptSection => {
  const own = {
    title: printableTitle(course.title),
    author: null,
    licence: printed(course.licence),
    attribution: printed(course.attribution),
    url: null,
  };
  const isUsed = courseHasNotes(course) || course.licence !== null || course.attribution !== null;
  const items = [
    ...(isUsed ? [own] : []),
    ...course.resources.map(({ title: name, author, licence, attribution, url }) => ({
      title: printableTitle(name),
      author: printed(author),
      licence: printed(licence),
      attribution: printed(attribution),
      url: printed(url),
    })),
  ];
  const note = proseBlock({ type: 'root', children: [paragraph(labels.sourcesNote)] });
  return {
    ...section('sources', labels.sources),
    blocks: items.length > 0 ? [...(isUsed ? [note] : []), { type: 'sources', items }] : [],
  };
};

const colophon = (request: ManuscriptRequest, labels: Labels): ManuscriptSection => {
  const { book, publisher, course } = request;
  const lines = [
    publisher,
    `${numberedLabel(labels.edition, book.edition)} · ${book.createdAt.slice(0, 10)}`,
    standardLine(request, labels),
    origin(request, labels),
    ...rightsOf(course).map((right) => `${labels.licence}: ${right}`),
    book.id,
  ];
  const list: List = {
    type: 'list',
    ordered: false,
    start: null,
    spread: false,
    children: lines.map((line) => ({ type: 'listItem', spread: false, children: [paragraph(line)] })),
  };
  return { ...section('colophon', labels.colophon), blocks: [proseBlock({ type: 'root', children: [list] })] };
};

const standardLine = ({ standard }: ManuscriptRequest, labels: Labels): string =>
  fillLabel(labels.standard, { standard: standard.title, version: standard.version });

/** Who wrote it: never a person's name. */
const origin = ({ book }: ManuscriptRequest, labels: Labels): string =>
  book.isRehearsal ? labels.rehearsalNotice : fillLabel(labels.writtenByModel, { model: book.model });

const section = (kind: 'preface' | 'glossary' | 'scripture-index' | 'sources' | 'colophon', title: string) => ({
  id: kind,
  kind,
  title,
  number: null,
});

const proseBlock = (content: Prose): Block => ({ type: 'prose', content });

const paragraph = (value: string): Paragraph => ({ type: 'paragraph', children: [{ type: 'text', value }] });
