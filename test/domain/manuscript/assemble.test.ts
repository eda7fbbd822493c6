import { assembleManuscript, manuscriptWords } from '../../../domain/manuscript/assemble.ts';
import type { ManuscriptRequest } from '../../../domain/manuscript/manuscript-request.ts';
import { ManuscriptSchema } from '../../../domain/manuscript/manuscript.ts';
import type { Manuscript } from '../../../domain/manuscript/manuscript.ts';
import { blockPieces } from '../../../domain/blocks/registry.ts';
import {
  aChapter,
  aChapterDraft,
  aCourse,
  aFrame,
  anId,
  anOutline,
  aResource,
  aSection,
  aStandard,
  aStudy,
} from '../../fixtures/builders.ts';

const aRequest = (changes: Partial<ManuscriptRequest> = {}): ManuscriptRequest => {
  const standard = aStandard();
  return {
    book: {
      id: anId('book'),
      edition: 1,
      createdAt: '2026-11-22T10:00:00.000Z',
      isRehearsal: false,
      model: 'gpt-x',
    },
    course: aCourse(),
    outline: anOutline(),
    chapters: [aChapter()],
    standard,
    language: 'en',
    direction: 'ltr',
    insteadOf: null,
    publisher: 'ScrollLibrary',
    ...changes,
  };
};

const textOf = (sections: Manuscript['front']): string =>
  sections.flatMap(({ blocks }) => blocks.flatMap(blockPieces)).join('\n');
const backSection = (manuscript: Manuscript, kind: string) => manuscript.back.find((section) => section.kind === kind);

describe('assembleManuscript', () => {
  it('says on the cover and in the preface that a book is not in its course’s language', () => {
    const { notices, front } = assembleManuscript(aRequest({ insteadOf: 'bo' }));

    expect(notices).toEqual([expect.stringContaining('Tibetan (bo)')]);
    expect(textOf(front)).toContain('Tibetan (bo)');
  });

  it('sets the parts of a chapter in the order in which a student meets them', () => {
    const [chapter] = assembleManuscript(aRequest()).chapters;

    expect(chapter?.sections.map(({ id, number }) => [id, number])).toEqual([
      ['chapter-1-objectives', null],
      ['chapter-1-step-ignition', null],
      ['chapter-1-step-download', null],
      ['chapter-1-section-1', '1.1'],
      ['chapter-1-section-2', '1.2'],
      ['chapter-1-step-demonstration', null],
      ['chapter-1-step-activation', null],
      ['chapter-1-step-reflection', null],
      ['chapter-1-step-commission', null],
      ['chapter-1-summary', null],
      ['chapter-1-key-terms', null],
      ['chapter-1-exercises', null],
      ['chapter-1-discussion', null],
      ['chapter-1-scripture', null],
      ['chapter-1-solutions', null],
    ]);
  });

  it('prints the title of a section once when its text begins with it', () => {
    const draft = aChapterDraft();
    const sections = draft.sections.map((one) => ({ ...one, body: `### ${one.title.toUpperCase()}\n\n${one.body}` }));
    const printed = (book: Manuscript): unknown =>
      book.chapters[0]?.sections.filter(({ kind }) => kind === 'section').map(({ blocks }) => blocks);

    expect(printed(assembleManuscript(aRequest({ chapters: [aChapter({ sections })] })))).toEqual(
      printed(assembleManuscript(aRequest({ chapters: [aChapter()] }))),
    );
  });

  it('names the steps in the language of the book where the standard does', () => {
    const titles = (language: string): (string | undefined)[] =>
      ['ignition', 'commission'].map(
        (step) =>
          assembleManuscript(aRequest({ language })).chapters[0]?.sections.find(
            ({ id }) => id === `chapter-1-step-${step}`,
          )?.title,
      );

    expect(titles('pt-BR')).toEqual(['Ignição', 'Envio']);
    expect(titles('sw')).toEqual(['Ignition', 'Commission']);
  });

  it('names the steps as the standard does, and leaves out what a standard or a chapter has not', () => {
    const standard = aStandard('scroll', { steps: [{ id: 'ignition', title: 'Spark', mustContain: 'a question' }] });
    const chapters = [aChapter({ study: aStudy({ exercises: [], scripture: [] }) })];
    const [chapter] = assembleManuscript(aRequest({ standard, chapters })).chapters;

    expect(chapter?.sections.map(({ title }) => title)).toEqual([
      'Objectives',
      'Spark',
      'Yeast at work',
      'Gas in the dough',
      'Summary',
      'Key terms',
      'For discussion',
    ]);
  });

  it('has no id twice, and is what the schema says', () => {
    const chapters = [aChapter({ number: 2 }), aChapter()];
    const manuscript = assembleManuscript(aRequest({ chapters }));
    const ids = [
      ...manuscript.front,
      ...manuscript.chapters,
      ...manuscript.chapters.flatMap(({ sections }) => sections),
      ...manuscript.back,
    ].map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
    expect(manuscript.chapters.map(({ number }) => number)).toEqual([1, 2]);
    expect(ManuscriptSchema.parse(manuscript)).toEqual(manuscript);
  });

  it('gives the same manuscript for the same request', () => {
    expect(JSON.stringify(assembleManuscript(aRequest()))).toBe(JSON.stringify(assembleManuscript(aRequest())));
  });

  it('prints no word of Scripture, only where it stands', () => {
    const [chapter] = assembleManuscript(aRequest()).chapters;
    const block = chapter?.sections.find(({ kind }) => kind === 'scripture')?.blocks[0];

    expect(block).toMatchObject({
      type: 'scripture',
      items: [
        { reference: 'Proverbs 6:6–11', osis: 'Prov.6.6-Prov.6.11', text: null, translation: null },
        { reference: 'Colossians 3:23–24', osis: 'Col.3.23-Col.3.24', text: null, translation: null },
      ],
    });
  });

  it('lists passages in canonical order with the chapters that cite them', () => {
    const chapters = [
      aChapter({
        frame: aFrame({ steps: { reflection: 'As Genesis 1:1 and Proverbs 6:6–11 say; Hezekiah 3:16 says nothing.' } }),
      }),
      aChapter({ number: 2 }),
    ];
    const index = backSection(assembleManuscript(aRequest({ chapters })), 'scripture-index');

    expect(index?.blocks).toEqual([
      {
        type: 'index',
        items: [
          { label: 'Genesis 1:1', chapters: [1] },
          { label: 'Proverbs 6:6–11', chapters: [1, 2] },
          { label: 'Colossians 3:23–24', chapters: [1, 2] },
        ],
      },
    ]);
  });

  it('lists each term once, in alphabetical order, with its first definition', () => {
    const section = (term: string, definition: string) => ({
      ...aSection({ keyTerms: [{ term, definition }] }),
      number: 1,
      title: 'T',
      lectureIds: [],
    });
    const chapters = [
      aChapter({ sections: [section('Öl', 'first')] }),
      aChapter({ number: 2, sections: [section('*öl*', 'second')] }),
      aChapter({ number: 3, sections: [section('Zucker', 'sweet')] }),
      aChapter({ number: 4, sections: [section('Mehl', 'white')] }),
    ];
    const glossary = backSection(assembleManuscript(aRequest({ chapters, language: 'de' })), 'glossary');

    expect(glossary?.title).toBe('Glossar');
    expect(glossary?.blocks.flatMap(blockPieces)).toEqual(['Mehl: white', 'Öl: first', 'Zucker: sweet']);
  });

  it('gives the licence and the attribution of the course in full', () => {
    const attribution =
      'Ada Baker. Bread. © Example University. Access for free at example.org: https://example.org/bread. Changes made: none.';
    const course = aCourse({ licence: 'CC BY 4.0', attribution, resources: [aResource()] });
    const manuscript = assembleManuscript(aRequest({ course }));

    expect(manuscript.rights).toEqual([`CC BY 4.0: ${attribution}`]);
    expect(backSection(manuscript, 'sources')?.blocks.at(-1)).toMatchObject({
      type: 'sources',
      items: [
        { title: 'Baking bread', author: null, licence: 'CC BY 4.0', attribution },
        { title: 'The Baker at Work', author: 'Marta Kneader' },
      ],
    });
    expect(textOf(manuscript.back)).toContain(`Licence: CC BY 4.0: ${attribution}`);
  });

  it('says that a rehearsal model wrote it, on the cover, in the preface and at the end', () => {
    const request = aRequest();
    const manuscript = assembleManuscript({ ...request, book: { ...request.book, isRehearsal: true } });
    const notice = /^This is a rehearsal edition/u;

    expect(manuscript.isRehearsal).toBe(true);
    expect(manuscript.notices).toEqual([expect.stringMatching(notice)]);
    expect(textOf(manuscript.front)).toMatch(/rehearsal edition/u);
    expect(textOf(manuscript.back)).toMatch(/rehearsal edition/u);
  });

  it('says that an AI model wrote it, and names no author', () => {
    const manuscript = assembleManuscript(aRequest());

    expect(manuscript.notices).toEqual([]);
    expect(textOf(manuscript.front)).toContain('written by an AI model (gpt-x)');
  });

  it('says when the catalogue holds no notes', () => {
    const course = aCourse({ modules: [] });

    expect(textOf(assembleManuscript(aRequest({ course })).front)).toContain('no notes for this course');
    expect(textOf(assembleManuscript(aRequest()).front)).not.toContain('no notes for this course');
  });

  it('prints its own words in the language of the book, or in English and says so', () => {
    expect(assembleManuscript(aRequest({ language: 'pt-BR' })).labels.chapter).toBe('Capítulo');
    expect(assembleManuscript(aRequest({ language: 'sw' }))).toMatchObject({ labelsLanguage: 'en', language: 'sw' });
  });

  it('cleans titles', () => {
    const outline = anOutline({ title: 'Java &amp; &rlm;<b>more</b>\u0000' });
    const manuscript = assembleManuscript(aRequest({ outline, chapters: [aChapter({ title: 'One &lt;T&gt;' })] }));

    expect([manuscript.title, manuscript.chapters[0]?.title]).toEqual(['Java & more', 'One <T>']);
  });

  it('bears hostile text in every place', () => {
    const hostile = `<script>x</script> ${'['.repeat(3_000)} $5 and \u0000 ${'> '.repeat(500)} \`\`\``;
    const chapters = [
      aChapter({
        title: hostile,
        sections: [
          {
            ...aSection({ body: hostile, keyTerms: [{ term: hostile, definition: hostile }] }),
            number: 1,
            title: hostile,
            lectureIds: [],
          },
        ],
        frame: aFrame({ objectives: [hostile, ''], steps: { ignition: hostile }, summary: '' }),
        study: {
          exercises: [{ question: hostile, solution: '' }],
          discussionQuestions: [hostile],
          scripture: [{ reference: hostile, connection: hostile }],
        },
      }),
    ];
    const course = aCourse({ title: hostile, description: hostile, attribution: hostile });
    const manuscript = assembleManuscript(aRequest({ chapters, course, outline: anOutline({ title: hostile }) }));

    expect(ManuscriptSchema.safeParse(manuscript).success).toBe(true);
    expect(JSON.stringify(manuscript).includes('\\u0000')).toBe(false);
  });
});

describe('manuscriptWords', () => {
  it('counts the words of the chapters, with their headings', () => {
    const [chapter] = assembleManuscript(aRequest()).chapters;
    const manuscript = assembleManuscript(aRequest());
    const section = { id: 'a', kind: 'section', title: 'Two words', number: '1.1', blocks: [] } as const;

    expect(
      manuscriptWords({
        ...manuscript,
        chapters: chapter ? [{ ...chapter, title: 'One', sections: [{ ...section, blocks: [] }] }] : [],
      }),
    ).toBe(3);
    expect(manuscriptWords(manuscript)).toBeGreaterThan(300);
  });
});
