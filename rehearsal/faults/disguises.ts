/** What a faulty model makes of a sound draft: nonsense words, halves, fences. */
import { hashNumber } from '../text/pick.ts';
import type { Disguise } from './fault-plan.ts';

const SYLLABLES = [
  'ba',
  'dro',
  'fi',
  'gul',
  'ka',
  'lem',
  'mi',
  'nor',
  'pu',
  'qua',
  'ri',
  'sto',
  'tev',
  'vu',
  'wim',
  'zo',
];

/** Every word of every string replaced by one of no language; shape, keys and everything that names an item stay. */
export function asGibberish(value: unknown, key = ''): unknown {
  if (typeof value === 'string')
    return key === 'item' || key === 'answer' ? value : value.replace(/[\p{L}\p{M}]+/gu, nonsense);
  if (Array.isArray(value)) return value.map((item) => asGibberish(item, key));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, asGibberish(part, name)]));
}

function nonsense(word: string): string {
  const number = hashNumber(word);
  const syllables = [0, 4, 8].slice(0, Math.max(1, Math.ceil(word.length / 3)));
  return syllables.map((shift) => SYLLABLES[(number >>> shift) & 15] ?? '').join('');
}

/** The text that is sent, and the reason why it ended. */
export function disguised(
  content: string,
  disguise: Disguise | null,
): { content: string; finishReason: 'stop' | 'length' } {
  switch (disguise) {
    case 'truncated':
      return { content: content.slice(0, Math.floor(content.length / 2)), finishReason: 'length' };
    case 'broken-json':
      return { content: content.slice(0, -2).replace('":', '" :: '), finishReason: 'stop' };
    case 'fenced':
      return { content: `Here is the document:\n\n\`\`\`json\n${content}\n\`\`\`\n`, finishReason: 'stop' };
    case null:
      return { content, finishReason: 'stop' };
  }
}
