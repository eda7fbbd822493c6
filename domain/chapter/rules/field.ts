/** The texts of a chapter one by one, each with the part that holds it: what the checks walk over. */
import { readMarkdown, type MarkdownText } from '../../text/blocks.ts';

/** What a part says of one of its texts. */
export interface PartText {
  /** What it is, for a person, such as `section 2` or `objective 1`. */
  name: string;
  /** Texts of one kind stand beside each other and may not repeat each other. */
  kind: string;
  markdown: string;
  /** `running`: the teaching itself, which ends with a whole sentence and announces nothing. `phrase`: need not end with a stop. */
  form?: 'text' | 'running' | 'phrase';
  /** Where in the chapter it is printed, and what is printed right before it, such as the term that it defines. */
  place: Place;
  lead?: string;
}

export interface Field extends Omit<PartText, 'form'>, MarkdownText {
  form: NonNullable<PartText['form']>;
  part: string;
  /** The section that the part is of; 0 in a part of the whole chapter. */
  section: number;
}

/** Places of a chapter in the order in which a student meets them; what shares a place stands in the registry's order. */
export const PLACES = [
  'objectives',
  'opening',
  'teaching',
  'closing',
  'summary',
  'terms',
  'practice',
  'discussion',
  'readings',
  'answers',
] as const;
export type Place = (typeof PLACES)[number];

export const inPlace = <Item extends { place: Place }>(items: Item[]): Item[] =>
  PLACES.flatMap((place) => items.filter((item) => item.place === place));

export const fieldOf = (part: string, section: number, { form = 'text', ...text }: PartText): Field => ({
  ...text,
  ...readMarkdown(text.markdown),
  form,
  part,
  section,
});
