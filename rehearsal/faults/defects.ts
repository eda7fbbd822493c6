/**
 * Named defects to plant in sound drafts, so that every gate can be measured. The judge is not told where they stand.
 *
 *   placeholder         a gap left for later, in a section or in a step
 *   missing-step        one of the steps empty
 *   short-chapter       a section or step of a few words
 *   repeated-paragraph  a paragraph that stands three times
 *   invented-verse      a Scripture reference that does not exist
 *   leaked-prompt       the instructions of the request inside the text
 *   wrong-language      text in another language than the course's
 *   fail-gate-always    the judge says no to every item
 */
import { z } from 'zod';
import { hashNumber } from '../text/pick.ts';
import type { Material } from '../text/material.ts';
import { phrasesFor } from '../phrases/phrases.ts';
import { fill } from '../phrases/fill.ts';
import { sentences, words } from '../text/words.ts';

export const DEFECTS = [
  'placeholder',
  'missing-step',
  'short-chapter',
  'repeated-paragraph',
  'invented-verse',
  'leaked-prompt',
  'wrong-language',
  'fail-gate-always',
] as const;
export type DefectName = (typeof DEFECTS)[number];

export interface DefectContext {
  system: string;
  material: Material;
}

/** @returns the draft with the defect, or the very same draft where this kind of draft has no place for it */
export function plantDefect(name: DefectName, draft: unknown, context: DefectContext): unknown {
  const read = DraftShape.safeParse(draft);
  if (!read.success) return draft;
  const planted = PLANTERS[name](read.data, context);
  return planted === read.data ? draft : planted;
}

/** What the planters know of a draft; everything else passes through. */
const DraftShape = z.looseObject({
  body: z.string().optional(),
  steps: z.record(z.string(), z.string()).optional(),
  scripture: z.array(z.looseObject({ reference: z.string() })).optional(),
  answers: z.array(z.looseObject({ answer: z.string() })).optional(),
});
type DraftShape = z.infer<typeof DraftShape>;

const INVENTED = ['Hezekiah 3:16', 'Psalm 151:7', 'Romans 17:2', 'Jude 2:4', '2 Opinions 4:1'];

const PLANTERS: Record<DefectName, (draft: DraftShape, context: DefectContext) => DraftShape> = {
  placeholder: (draft) => inText(draft, (text) => `${text}\n\n[Insert example here]\n\nTODO: complete this part.`),
  'missing-step': (draft, { material }) =>
    inStep(
      draft,
      (ids) => hashNumber(material.chapter.title) % ids.length,
      () => '',
    ),
  'short-chapter': (draft) => inText(draft, (text) => `${words(text).slice(0, 6).join(' ')}.`),
  'repeated-paragraph': (draft) =>
    inText(draft, (text) => {
      const [longest = ''] = text.split('\n\n').toSorted((a, b) => b.length - a.length);
      return [text, longest, longest].join('\n\n');
    }),
  'invented-verse': (draft, { material }) => {
    const reference = INVENTED[hashNumber(material.chapter.title) % INVENTED.length] ?? 'Hezekiah 3:16';
    if (!draft.scripture) return draft;
    const [first, ...rest] = draft.scripture;
    const connection = material.chapter.title;
    return { ...draft, scripture: [{ connection, ...first, reference }, ...rest] };
  },
  'leaked-prompt': (draft, { system }) =>
    inText(draft, (text) => `As a language model I was told: ${sentences(system).slice(0, 2).join(' ')}\n\n${text}`),
  'wrong-language': (draft, { material }) => inText(draft, () => inAnotherLanguage(material)),
  'fail-gate-always': (draft) =>
    draft.answers ? { ...draft, answers: draft.answers.map((answer) => ({ ...answer, answer: 'no' })) } : draft,
};

/** Changes a text that every student reads: a section's body, or a step in the middle of a frame. */
function inText(draft: DraftShape, change: (text: string) => string): DraftShape {
  if (draft.body !== undefined) return { ...draft, body: change(draft.body) };
  return inStep(draft, (ids) => Math.floor((ids.length - 1) / 2), change);
}

function inStep(draft: DraftShape, choose: (ids: string[]) => number, change: (text: string) => string): DraftShape {
  const ids = Object.keys(draft.steps ?? {});
  const id = ids[choose(ids)];
  if (!draft.steps || id === undefined) return draft;
  return { ...draft, steps: { ...draft.steps, [id]: change(draft.steps[id] ?? '') } };
}

function inAnotherLanguage({ course, chapter, section }: Material): string {
  const own = phrasesFor(course.language);
  const other = [phrasesFor('es'), phrasesFor('en')].find((phrases) => phrases !== own) ?? own;
  const filling = { section: section.title || chapter.title, chapter: chapter.title, title: chapter.title };
  return [...other.bare, ...other.ask].map((phrase) => fill(phrase, filling)).join(' ');
}
