/**
 * One judge's answers to a chapter. A judge who copies a passage wrongly is asked once more for those items alone: a
 * misquotation says nothing about the chapter, and to write its parts again would cost far more than to ask.
 */
import { judgeTask, type JudgeInput, type Judgement } from '../domain/quality/judge.ts';
import { voidItems } from '../domain/quality/score.ts';
import type { ModelTask } from '../domain/model/language-model.ts';

/** @returns one answer to every item; those whose evidence is wrong twice stay as they were given last, and are void */
export async function judgeChapter(
  input: JudgeInput,
  ask: (task: ModelTask<Judgement>, round: 'first' | 'again') => Promise<Judgement>,
): Promise<Judgement['answers']> {
  const { answers } = await ask(judgeTask(input), 'first');
  const unsound = voidItems(input.text, input.standard, answers);
  if (unsound.length === 0) return answers;
  const again = await ask(judgeTask(input, unsound), 'again');
  return [...answers.filter(({ item }) => !unsound.includes(item)), ...again.answers];
}
