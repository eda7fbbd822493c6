/**
 * Judges for rehearsal: answers every item and quotes the sentence of the text that shares most words with the question.
 *
 * It does not understand what it quotes. It says `no` only of a text that is hardly there, so its scores are rehearsal
 * scores: what counts in a rehearsal is what plain code found.
 */
import { blocks } from '../text/markdown.ts';
import type { Material } from '../text/material.ts';
import { sentences, words } from '../text/words.ts';

export interface Judgement {
  answers: { item: string; answer: 'yes' | 'no'; evidence: string }[];
}

const FEWEST_SENTENCES = 4;
/** A quotation says something, and is short. */
const FEWEST_WORDS = 4;
const MOST_WORDS = 40;

export function writeJudgement({ rubric, text }: Material): Judgement {
  const found = blocks(text.text)
    .filter(({ kind }) => kind === 'prose' || kind === 'list' || kind === 'quote')
    .flatMap((block) => block.text.split('\n'))
    .flatMap((line) => sentences(line.replace(/^\s*(?:[-*+>]|\d+[.)])\s+/, '')))
    .map((sentence) => ({ sentence, words: new Set(words(sentence.toLowerCase())) }))
    .filter((candidate) => candidate.words.size >= FEWEST_WORDS);
  const answer = found.length < FEWEST_SENTENCES ? 'no' : 'yes';
  return {
    answers: rubric.map(({ id, question }) => {
      const asked = new Set(words(question.toLowerCase()).filter((word) => word.length > 3));
      const overlap = (candidate: (typeof found)[number]): number =>
        [...asked].filter((word) => candidate.words.has(word)).length / Math.sqrt(candidate.words.size);
      const best = found.reduce<{ sentence: string; score: number }>(
        (leader, candidate) => {
          const score = overlap(candidate);
          return score > leader.score ? { sentence: candidate.sentence, score } : leader;
        },
        { sentence: found[0]?.sentence ?? '', score: 0 },
      );
      return { item: id, answer, evidence: shortened(best.sentence) };
    }),
  };
}

/** The beginning of a sentence that is too long to be quoted whole, letter for letter. */
function shortened(sentence: string): string {
  const found = words(sentence);
  if (found.length <= MOST_WORDS) return sentence;
  let end = 0;
  for (const word of found.slice(0, MOST_WORDS)) end = sentence.indexOf(word, end) + word.length;
  return sentence.slice(0, end);
}
