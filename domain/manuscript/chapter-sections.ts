/** A chapter's sections in the order in which a student meets them: frame, teaching, practice, study. */
import type { Chapter } from '../chapter/chapter.ts';
import type { StepId } from '../standard/steps.ts';
import { toString } from 'mdast-util-to-string';
import { plainTitle } from '../course/title.ts';
import { foldText } from '../language/words.ts';
import { parseReference } from '../scripture/reference.ts';
import type { Standard } from '../standard/standard.ts';
import { tableLanguage, type Labels } from '../language/labels.ts';
import { parseProse, proseText } from '../text/markdown.ts';
import type { Block, ManuscriptSection } from './manuscript.ts';
import type { Prose } from '../text/prose.ts';

export interface Printing {
  standard: Standard;
  labels: Labels;
  language: string;
}

/** Chapters are headings of the first level, their sections of the second. */
const SECTION_DEPTH = 2;

export const chapterId = (number: number): string => `chapter-${number}`;

/** Sections without content are left out: a standard may ask for fewer parts. */
export function chapterSections(chapter: Chapter, printing: Printing): ManuscriptSection[] {
  const { labels, standard } = printing;
  const { frame, study } = chapter;
  const read = (markdown: string): Prose =>
    parseProse(markdown, { baseDepth: SECTION_DEPTH, figureLabel: labels.figure });
  const section = (kind: ManuscriptSection['kind'], title: string, blocks: Block[]): ManuscriptSection => ({
    id: `${chapterId(chapter.number)}-${kind}`,
    kind,
    title,
    number: null,
    blocks: blocks.filter(hasContent),
  });
  const step = (id: StepId): ManuscriptSection[] => {
    const found = standard.steps.find((one) => one.id === id);
    const title = found?.titles?.[tableLanguage(printing.language)] ?? found?.title ?? id;
    return found ? [section(id, title, [{ type: 'prose', content: read(frame[id]) }])] : [];
  };
  const numbered = chapter.sections.map((one): ManuscriptSection => ({
    id: `${chapterId(chapter.number)}-section-${one.number}`,
    kind: 'section',
    title: printedTitle(one.title),
    number: `${chapter.number}.${one.number}`,
    blocks: [{ type: 'prose', content: withoutTitle(read(one.body), one.title) }],
  }));
  const rest = [
    section('summary', labels.summary, [{ type: 'prose', content: read(frame.summary) }]),
    section('key-terms', labels.keyTerms, [{ type: 'terms', items: keyTerms([chapter], read) }]),
    section('exercises', labels.exercises, [
      {
        type: 'exercises',
        items: study.exercises.map(({ question }, at) => ({ number: at + 1, question: read(question) })),
      },
    ]),
    section('discussion', labels.discussion, [{ type: 'questions', items: study.discussionQuestions.map(read) }]),
    section('scripture', labels.scripture, [scriptureBlock(chapter, read, printing.language)]),
    section('solutions', labels.solutions, [
      {
        type: 'solutions',
        items: study.exercises.map(({ solution }, at) => ({ number: at + 1, solution: read(solution) })),
      },
    ]),
  ];
  const objectives = section('objectives', labels.objectives, [
    { type: 'objectives', items: frame.objectives.map(read).filter(says) },
  ]);
  return [
    objectives,
    ...step('ignition'),
    ...step('download'),
    ...numbered,
    ...step('demonstration'),
    ...step('activation'),
    ...step('reflection'),
    ...step('commission'),
    ...rest,
  ].filter(({ kind, blocks }) => kind === 'section' || blocks.length > 0);
}

/** Each term once, with the definition that it is given first, in the order of the chapters. */
export function keyTerms(
  chapters: Chapter[],
  read: (markdown: string) => Prose,
): { term: string; definition: Prose }[] {
  const terms = new Map<string, { term: string; definition: Prose }>();
  for (const { term: written, definition } of chapters.flatMap(({ sections }) =>
    sections.flatMap((one) => one.keyTerms),
  )) {
    const term = proseText(read(written)).replace(/\s+/gu, ' ').trim();
    const key = foldText(term);
    if (key !== '' && !terms.has(key)) terms.set(key, { term, definition: read(definition) });
  }
  return [...terms.values()];
}

/** A title as catalogues and models write it, printable; as written when nothing of it would be left. */
export const printedTitle = (title: string): string => plainTitle(title) || title.trim() || '—';

const scriptureBlock = (chapter: Chapter, read: (markdown: string) => Prose, language: string): Block => ({
  type: 'scripture',
  items: chapter.study.scripture.map(({ reference, connection }) => {
    const found = parseReference(reference, language);
    return {
      reference: found?.printed ?? printedTitle(reference),
      osis: found?.osis ?? '',
      // Words of Scripture come from an imported translation only.
      text: null,
      translation: null,
      connection: read(connection),
    };
  }),
});

/** Notes and models like to begin a section with its own title once more. */
const withoutTitle = (prose: Prose, title: string): Prose => {
  const [first, ...rest] = prose.children;
  const isTitle = first?.type === 'heading' && foldText(toString(first)) === foldText(printedTitle(title));
  return isTitle ? { ...prose, children: rest } : prose;
};

const says = (prose: Prose): boolean => prose.children.length > 0;

const hasContent = (block: Block): boolean => ('content' in block ? says(block.content) : block.items.length > 0);
