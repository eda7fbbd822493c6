import { judgeChapter } from '../../activities/judging.ts';
import { chapterText } from '../../domain/chapter/assemble.ts';
import { scoreChapter } from '../../domain/quality/score.ts';
import type { Judgement } from '../../domain/quality/judge.ts';
import { aBookLanguage, aChapter, aCourse, aStandard } from '../fixtures/builders.ts';

const STANDS = 'Yeast is a living thing of one cell';
const INVENTED = 'Yeast is a kind of stone';
const chapter = aChapter();
const input = {
  course: aCourse(),
  chapter,
  text: chapterText(chapter, aStandard()),
  standard: aStandard(),
  language: aBookLanguage(),
};
const ids = input.standard.rubric.map(({ id }) => id);
const yes = (item: string, evidence: string): Judgement['answers'][number] => ({ item, answer: 'yes', evidence });
const votes = (answers: Judgement['answers']) => {
  const { items } = scoreChapter({ ...input, judgements: [{ judge: 'one', answers }] });
  return items.filter(({ answer }) => answer === 'void').map(({ item }) => item);
};

it('a judge whose evidence stands is asked once', async () => {
  const rounds: string[] = [];
  const answers = await judgeChapter(input, async (_task, round) => {
    rounds.push(round);
    return { answers: ids.map((id) => yes(id, STANDS)) };
  });

  expect(rounds).toEqual(['first']);
  expect(votes(answers)).toEqual([]);
});

it('a judge who copied wrongly is asked once more, for those items alone', async () => {
  const [first = '', second = ''] = ids;
  const answers = await judgeChapter(input, async (task, round) => {
    if (round === 'first')
      return { answers: ids.map((id) => yes(id, id === first || id === second ? INVENTED : STANDS)) };
    const given = { answers: [yes(first, STANDS), yes(second, STANDS)] };
    expect(await task.check(given)).toEqual([]);
    expect(await task.check({ answers: ids.map((id) => yes(id, STANDS)) })).not.toEqual([]);
    return given;
  });

  expect(votes(answers)).toEqual([]);
  expect(answers).toHaveLength(ids.length);
});

it('a judge who invents evidence twice gives no vote', async () => {
  let asks = 0;
  const answers = await judgeChapter(input, async (_task, round) => {
    asks += 1;
    const asked = round === 'first' ? ids : ids.slice(0, 3);
    return { answers: asked.map((id) => yes(id, ids.indexOf(id) < 3 ? INVENTED : STANDS)) };
  });

  expect(asks).toBe(2);
  expect(votes(answers)).toEqual(ids.slice(0, 3));
});
