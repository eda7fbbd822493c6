/** Chooses the writer by the name of the wanted schema and gives the text of the reply. */
import { z } from 'zod';
import { readMaterial, withoutMaterial, type Material } from '../text/material.ts';
import { sentences } from '../text/words.ts';
import { conformTo } from './filler.ts';
import { writeFrame } from './frame.ts';
import { writeJudgement } from './judgement.ts';
import { writeOutline } from './outline.ts';
import { writeSection } from './section.ts';
import { writeStudy } from './study.ts';

/** What is wanted of one reply, whatever endpoint it came by. */
export interface WritingTask {
  system: string;
  user: string;
  /** Null when the request names no schema at all. */
  schemaName: string | null;
  jsonSchema: unknown;
  /** True when the reply must be JSON though no schema is known. */
  wantsJson: boolean;
}

const WRITERS: Record<string, (material: Material, jsonSchema: unknown) => unknown> = {
  outline_draft: writeOutline,
  section_draft: writeSection,
  frame_draft: (material, jsonSchema) => writeFrame(material, stepIds(material, jsonSchema)),
  study_draft: writeStudy,
  judgement: writeJudgement,
};

/**
 * Same task, same draft.
 * @returns the draft as an object, or a string when no schema is wanted
 * @throws MaterialUnreadable when a block of material is not of the agreed shape
 */
export function writeDraft(task: WritingTask): { draft: unknown; material: Material } {
  const material = readMaterial(task.user);
  const writer = task.schemaName === null ? undefined : WRITERS[task.schemaName];
  const draft = writer?.(material, task.jsonSchema);
  if (draft !== undefined && task.jsonSchema === null) return { draft, material };
  const texts = (): string[] => textsOf(task, material);
  if (task.jsonSchema !== null) return { draft: conformTo(task.jsonSchema, draft, texts), material };
  const [text] = texts();
  return { draft: task.wantsJson ? { text } : text, material };
}

/** Steps as the wanted schema names them; a request without a schema names them in its material. */
function stepIds({ steps }: Material, jsonSchema: unknown): string[] {
  const asked = FrameSchema.safeParse(jsonSchema);
  return asked.success ? Object.keys(asked.data.properties.steps.properties) : steps.map(({ id }) => id);
}

const FrameSchema = z.object({
  properties: z.object({ steps: z.object({ properties: z.record(z.string(), z.unknown()) }) }),
});

/** Strings of the request to fill an unknown schema with. */
function textsOf({ user }: WritingTask, material: Material): string[] {
  const titles = [material.section.title, material.chapter.title, material.course.title];
  const said = sentences(withoutMaterial(user).replace(/\s+/g, ' ')).slice(0, 40);
  const found = [...titles, ...said].filter((text) => text !== '');
  return found.length > 0 ? found : ['…'];
}
