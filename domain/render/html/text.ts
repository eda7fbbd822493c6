/** Running text in hast; words of another script carry their language and direction. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import { scriptRuns, withSignsKept } from '../script-runs.ts';
import { inlineText } from '../text.ts';

export const hastText = (text: string, bookLanguage: string): ElementContent[] =>
  scriptRuns(withSignsKept(inlineText(text), bookLanguage), bookLanguage).map((run) =>
    run.language === null
      ? { type: 'text', value: run.text }
      : h('span', { lang: run.language, ...(run.direction === 'rtl' ? { dir: 'rtl' } : {}) }, run.text),
  );
