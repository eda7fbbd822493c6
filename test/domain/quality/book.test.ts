import { checkBook } from '../../../domain/quality/book.ts';
import type { Chapter } from '../../../domain/chapter/chapter.ts';
import {
  type ChapterDraft,
  aChapterDraft,
  aBookLanguage,
  aChapter,
  aCourse,
  aFrame,
  aLecture,
  aModule,
  anOutline,
  anOutlineChapter,
  aStandard,
  aStudy,
} from '../../fixtures/builders.ts';

/** A chapter in which no sentence of another one stands. */
const draft = (number: number, changes: Partial<ChapterDraft> = {}): ChapterDraft => {
  const text = (what: string): string =>
    `Chapter ${number} tells in its ${what} of grain ${number}, of mill ${number} and of the road between them.`;
  return aChapterDraft({
    number,
    title: `Mill ${number}`,
    sections: [{ number: 1, title: 'Grain', lectureIds: [], body: text('section'), keyTerms: [] }],
    frame: aFrame({
      objectives: [text('objective')],
      steps: Object.fromEntries(aStandard().steps.map(({ id }) => [id, text(id)])),
      summary: text('summary'),
    }),
    study: aStudy({
      exercises: [{ question: text('question'), solution: text('solution') }],
      discussionQuestions: [text('discussion')],
      scripture: [],
    }),
    ...changes,
  });
};
const other = (number: number, changes: Partial<ChapterDraft> = {}): Chapter => aChapter(draft(number, changes));
const outline = anOutline({ chapters: [1, 2].map((number) => anOutlineChapter({ number, title: `Mill ${number}` })) });
const check = (chapters: Chapter[], course = aCourse({ modules: [] })) =>
  checkBook({ course, outline, chapters, standard: aStandard(), language: aBookLanguage() });

describe('checkBook', () => {
  it('finds nothing in chapters that differ', () => {
    expect(check([other(2), other(1)])).toEqual([]);
  });

  it('notes for a person’s eye that the book is not in its course’s language', () => {
    const language = { ...aBookLanguage(), insteadOf: 'bo' };
    const found = checkBook({
      course: aCourse({ modules: [] }),
      outline,
      chapters: [other(1), other(2)],
      standard: aStandard(),
      language,
    });

    expect(found.map(({ severity }) => severity)).toEqual(['note']);
    expect(found[0]?.detail).toContain('Tibetan (bo)');
  });

  it('names chapters that are missing and titles that stand twice', () => {
    expect(check([other(1)]).map(({ rule, chapter }) => [rule, chapter])).toEqual([['missing-chapter', 2]]);
    expect(check([other(1), other(2, { title: 'mill 1' })]).map(({ rule, chapter }) => [rule, chapter])).toEqual([
      ['title-twice', 2],
    ]);
  });

  it('blames the later of two chapters that share paragraphs or a long run of words', () => {
    const run = Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ');
    const section = (text: string) => [{ number: 1, title: 'Grain', lectureIds: [], body: text, keyTerms: [] }];

    expect(
      check([other(1, { sections: section(`${run}.`) }), other(2, { sections: section(`Before it ${run} after.`) })]),
    ).toEqual([expect.objectContaining({ rule: 'repeated-run', severity: 'veto', chapter: 2, part: 'section:1' })]);
    expect(
      check([other(1), other(2, { sections: draft(1).sections })]).map(({ rule, chapter, part }) => [
        rule,
        chapter,
        part,
      ]),
    ).toContainEqual(['repeated-paragraph', 2, 'section:1']);
  });

  it('allows what the course itself says in two lectures', () => {
    const said = 'Flour is ground between stones that turn slowly, so that it stays cool and keeps its taste for long.';
    const section = [{ number: 1, title: 'Grain', lectureIds: [], body: said, keyTerms: [] }];
    const course = aCourse({
      modules: [aModule({ lectures: ['One', 'Two'].map((title) => aLecture({ title, notes: said })) })],
    });

    expect(check([other(1, { sections: section }), other(2, { sections: section })], course)).toEqual([]);
  });
});
