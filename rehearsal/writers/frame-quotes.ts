/** What a frame takes from its sections: at most one sentence or example a step, none twice. */
import { blocks } from '../text/markdown.ts';
import { fill } from '../phrases/fill.ts';
import type { Phrases } from '../phrases/phrases.ts';
import type { Source } from './quotes.ts';

/** Paragraphs for each place: the quotation, and before the first of a section the words that lead to it. */
export interface FrameQuotes {
  ignition: string[];
  demonstration: string[];
  reflection: string[];
  summary: string[];
}
export const NO_QUOTES: FrameQuotes = { ignition: [], demonstration: [], reflection: [], summary: [] };

const FEWEST_STATEMENTS = 4;
const MOST_CODE_LINES = 24;
const FEWEST_CODE_LINES = 4;
const MOST_MATH_CHARS = 200;

/** A question opens, an example is shown, the end is pondered, the starts sum up. */
export function frameQuotes(sources: readonly Source[], phrases: Phrases): FrameQuotes {
  const used = new Set<string>();
  const led = new Set<Source>();
  const quote = (source: Source, markdown: string): string[] => {
    const lead = led.has(source) ? [] : [fill(phrases.says, { section: source.ownTitle })];
    led.add(source);
    return [...lead, markdown];
  };
  const sentence = (source: Source | undefined, text: string | undefined): string[] => {
    if (!source || !text || used.has(text)) return [];
    used.add(text);
    return quote(source, `> ${text}`);
  };
  const grounded = sources.filter((source) => source.statements.length >= FEWEST_STATEMENTS);
  const [first] = grounded;
  const last = grounded.at(-1);
  const middle = grounded.length > 1 ? grounded[Math.floor(grounded.length / 2)] : undefined;
  const asking = sources.find((source) => source.questions.length > 0);
  const example = exampleOf(sources);
  return {
    ignition: sentence(asking, asking?.questions[0]),
    demonstration: example ? quote(example.source, example.markdown) : sentence(first, first?.statements[2]),
    reflection: sentence(last, last?.statements.at(-1)),
    summary: [...sentence(first, first?.statements[0]), ...sentence(middle, middle?.statements[0])],
  };
}

/** Code of a readable length, or a short formula that stands by itself. */
function exampleOf(sources: readonly Source[]): { source: Source; markdown: string } | null {
  for (const source of sources) {
    const found = blocks(source.text).find(({ kind, text }) => {
      const lines = text.split('\n').length;
      return (
        (kind === 'code' && lines >= FEWEST_CODE_LINES && lines <= MOST_CODE_LINES) ||
        (kind === 'math' && text.length < MOST_MATH_CHARS)
      );
    });
    if (found) return { source, markdown: found.text };
  }
  return null;
}
