/**
 * What a part of a chapter is: how it is asked for, what is good, and how it is printed. One file a part; the registry
 * lists them, and nobody else knows a part by its name.
 */
import type { Fault, Finding } from '../../finding.ts';
import type { Labels } from '../../language/labels.ts';
import type { Block } from '../../blocks/registry.ts';
import type { ModelTask } from '../../model/language-model.ts';
import type { RubricItem, Standard } from '../../standard/standard.ts';
import { readStored, toStored, type StoredShape } from '../../stored.ts';
import type { Prose } from '../../text/prose.ts';
import { checkFields, type RuleContext } from '../rules/checks.ts';
import { fieldOf, type Field, type PartText, type Place } from '../rules/field.ts';
import type { WordingProblem } from '../rules/wording.ts';
import { partTask, type PartInput, type PartTask } from './task.ts';
import type { z } from 'zod';

/**
 * `teaching`: one after another, from the course alone. `around`: side by side, knowing the teaching. `closing`: side by
 * side, knowing all the others.
 */
export const WAVES = ['teaching', 'around', 'closing'] as const;
export type Wave = (typeof WAVES)[number];

interface PartTraits {
  /** Names the part, its calls (`purpose`) and its schema on the wire. Letters only; not `outline` and not `judge`. */
  name: string;
  /** `section`: one part for each section of the chapter, named `<name>:<number>`. */
  per: 'chapter' | 'section';
  wave: Wave;
  /** Strands of the rubric whose faults lie in this part where no passage shows one. */
  strands: readonly RubricItem['strand'][];
  /** Words that one call takes and gives, about, for the estimate. */
  size: (standard: Standard, chapter: { sections: number; notesWords: number }) => { input: number; output: number };
}

/** @template Content what is kept of the part. `section` is the section's number, 0 in a part of the whole chapter. */
export interface PartSpec<Content extends object> extends PartTraits {
  shape: StoredShape<Content>;
  /** What the model returns where the standard decides its keys; else the shape's own schema. */
  draft?: (standard: Standard) => z.ZodType<Content>;
  task: (input: PartInput) => PartTask;
  texts: (content: Content, section: number, standard: Standard) => PartText[];
  /** Rules for the part by itself; those that every text must pass are checked beside them. */
  rules: (content: Content, section: number, context: RuleContext) => WordingProblem[];
  /** Rules for all parts of this kind in one chapter. */
  rulesTogether?: (parts: Numbered<Content>[], context: RuleContext & { chapterWords: number }) => TogetherProblem[];
  print: (parts: Numbered<Content>[], printing: Printing) => PrintedSection[];
}

export interface Numbered<Content> {
  section: number;
  content: Content;
}

/** `section`: the part to blame. */
export interface TogetherProblem extends WordingProblem {
  section: number;
  severity: 'veto' | 'weak';
}

export interface Printing {
  standard: Standard;
  labels: Labels;
  /** BCP 47. */
  language: string;
  chapter: { number: number; title: string; sections: { number: number; title: string }[] };
  read: (markdown: string) => Prose;
}

export interface PrintedSection {
  place: Place;
  /** Unique in the chapter, safe in an id; the section's id is the chapter's with this behind it. */
  key: string;
  kind: string;
  title: string;
  /** Printed before the title, and a sign that the section is listed in the contents; null for none. */
  number: string | null;
  blocks: Block[];
}

/** Who writes a part: asks the model, and has a draft checked, wherever that is done. */
export interface Writer {
  ask: <Draft>(task: ModelTask<Draft>) => Promise<Draft>;
  check: (draft: object) => Fault[] | Promise<Fault[]>;
}

/** A part as those use it who know no part: its content is whatever its own definition gave or read. */
export interface ChapterPart extends PartTraits {
  partNames: (plan: { sections: readonly { number: number }[] }) => string[];
  /** Asks for the part and gives it as it is stored, with what stayed wrong with it after the last ask. */
  write: (input: PartInput, by: Writer) => Promise<{ content: object; faults: Fault[] }>;
  /** @throws LibraryError StoredUnreadable */
  read: (json: unknown, row: string) => object;
  fields: (content: object, section: number, standard: Standard) => Field[];
  check: (content: object, section: number, context: RuleContext) => Finding[];
  checkTogether: (parts: Numbered<object>[], context: RuleContext & { chapterWords: number }) => Finding[];
  print: (parts: Numbered<object>[], printing: Printing) => PrintedSection[];
}

/** `contentOf` gives the content its type back, for parts that rest on this one. */
export type DefinedPart<Content extends object> = ChapterPart & { contentOf: (content: object) => Content };

export function definePart<Content extends object>(spec: PartSpec<Content>): DefinedPart<Content> {
  const { name, per, wave, strands, size, shape } = spec;
  const known = new WeakMap<object, Content>();
  const keep = (json: object, content: Content): Content => {
    known.set(json, content);
    return content;
  };
  const contentOf = (content: object): Content => known.get(content) ?? keep(content, shape.schema.parse(content));
  const typed = (parts: Numbered<object>[]): Numbered<Content>[] =>
    parts.map(({ section, content }) => ({ section, content: contentOf(content) }));

  const partName = (section: number): string => (per === 'section' ? `${name}:${section}` : name);
  const fieldsOf = (content: Content, section: number, standard: Standard): Field[] =>
    spec.texts(content, section, standard).map((text) => fieldOf(partName(section), section, text));
  const check = (content: Content, section: number, context: RuleContext): Finding[] =>
    [
      ...spec.rules(content, section, context),
      ...checkFields(fieldsOf(content, section, context.standard), context),
    ].map(({ rule, detail }) => ({
      rule,
      severity: 'veto',
      chapter: context.plan.number,
      part: partName(section),
      detail,
    }));

  return {
    name,
    per,
    wave,
    strands,
    size,
    contentOf,
    partNames: ({ sections }) => (per === 'section' ? sections.map(({ number }) => partName(number)) : [name]),
    async write(input, by) {
      const schema = spec.draft?.(input.standard) ?? shape.schema;
      let faults: Fault[] = [];
      const onUnsound = (found: Fault[]): void => {
        faults = found;
      };
      const draft = { schemaName: `${name}_draft`, schema, check: by.check, onUnsound };
      const content = toStored(shape, await by.ask(partTask(input, spec.task(input), draft)));
      return { content, faults };
    },
    read(json, row) {
      const content = readStored(shape, json, row);
      return keep(content, content);
    },
    fields: (content, section, standard) => fieldsOf(contentOf(content), section, standard),
    check: (content, section, context) => check(contentOf(content), section, context),
    checkTogether: (parts, context) =>
      (spec.rulesTogether?.(typed(parts), context) ?? []).map(({ section, ...found }) => ({
        ...found,
        chapter: context.plan.number,
        part: partName(section),
      })),
    print: (parts, printing) => spec.print(typed(parts), printing),
  };
}
