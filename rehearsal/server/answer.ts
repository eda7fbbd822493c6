/** From a question to what is sent: the draft, then what the drawn fate makes of it. */
import { events, tokensOf, wholeBody, type Answer } from './completions.ts';
import { plantDefect, type DefectName } from '../faults/defects.ts';
import { asGibberish, disguised } from '../faults/disguises.ts';
import type { Fate } from '../faults/fault-plan.ts';
import type { Form } from '../faults/faults.ts';
import type { Planting } from './stats.ts';
import type { Asked } from './wire.ts';
import { writeDraft } from '../writers/write-reply.ts';

/** What of a fate changes the answer itself: kept with a key, so that the answer can be given again byte for byte. */
export type Change = Pick<Fate, 'gibberish' | 'defects' | 'disguise'>;

export interface Reply {
  /** As one JSON document. */
  whole: string;
  /** As server-sent events; null when it is not to be streamed. */
  events: string[] | null;
  plantings: Planting[];
}

/** Same question and change, same bytes. */
export function answer(asked: Asked, id: string, change: Change): Reply {
  const { draft, material } = writeDraft(asked.task);
  const plantings: Planting[] = [];
  let changed = draft;
  for (const defect of change.defects) {
    const planted = plantDefect(defect, changed, { system: asked.task.system, material });
    if (planted !== changed) plantings.push(plantingOf(defect, asked, material));
    changed = planted;
  }
  if (change.gibberish) changed = asGibberish(changed);
  const sent = disguised(typeof changed === 'string' ? changed : JSON.stringify(changed), change.disguise);
  const found: Answer = { ...withinTokens(sent, asked.maxTokens), id };
  return {
    whole: asked.isStream ? '' : wholeBody(asked, found),
    events: asked.isStream ? events(asked, found) : null,
    plantings,
  };
}

/** How a form of answer is refused that this server was told not to take; null when it is taken. */
export function refusedForm(asked: Asked, form: Form | null): 400 | 500 | null {
  if (asked.form === 'text' || form === null || form === 'text') return null;
  if (form.startsWith('json_object')) return asked.form === 'json_object' ? null : form.endsWith('500') ? 500 : 400;
  return form === 'none-500' ? 500 : 400;
}

/** A server that ignores the form does not see the schema in it either. */
export function withoutForm(asked: Asked): Asked {
  const isInPrompt = asked.form !== 'json_schema';
  const task = { ...asked.task, wantsJson: false, ...(isInPrompt ? {} : { schemaName: null, jsonSchema: null }) };
  return { ...asked, form: 'text', task };
}

function withinTokens(sent: Omit<Answer, 'id'>, maxTokens: number | null): Omit<Answer, 'id'> {
  if (maxTokens === null || tokensOf(sent.content.length) <= maxTokens) return sent;
  const share = maxTokens / tokensOf(sent.content.length);
  return { content: sent.content.slice(0, Math.floor(sent.content.length * share)), finishReason: 'length' };
}

const plantingOf = (
  defect: DefectName,
  asked: Asked,
  material: ReturnType<typeof writeDraft>['material'],
): Planting => ({
  defect,
  schema: asked.task.schemaName ?? 'none',
  course: material.course.title,
  chapter: material.chapter.number ?? null,
  section: material.section.number ?? null,
});
