/**
 * The few phrases that the rehearsal model adds to what a request carries: questions about a title, openings of the six
 * steps, the chapters of a course that has only a title. One file a language; every phrase is safe in grammar whatever
 * title stands in it, because titles stand in quotation marks.
 *
 * `{title}` is the course, `{chapter}` and `{section}` are titles, `{term}` a term of the text, `{theme}` what a reading is about.
 */
/** A sentence with places for titles; `fill.ts` puts them in. */
export type Phrase = string;

export interface Phrases {
  /** How a title is quoted inside a list, and what stands between two of them. */
  quoted: Phrase;
  comma: string;
  /** Twelve sides from which any subject can be looked at: the chapter's title, then its sections' titles. */
  angles: readonly (readonly [chapter: Phrase, ...sections: Phrase[]])[];
  /** What a section of such a chapter asks. {section} {title} */
  brief: Phrase;
  /** Says that there are no notes and that what follows only asks. {section} {title} */
  bare: readonly Phrase[];
  /** Questions about a section. {section} and one of {title}, {chapter} */
  ask: readonly Phrase[];
  /** For each step an opening {chapter}, then two questions or tasks {section}. `download` opens with {list}. */
  ignition: Step;
  download: Step;
  demonstration: Step;
  activation: Step;
  reflection: Step;
  commission: Step;
  /** From {first} to {last} section of {chapter}; then what stays of {section}. */
  summary: readonly [Phrase, Phrase];
  /** {section} */
  objectives: readonly Phrase[];
  /** Leads to a quotation. {section} */
  says: Phrase;
  /** Exercises that the text answers: its beginning {section}, its end {section}, a gap to fill, a term {term} {section}. */
  begins: Phrase;
  ends: Phrase;
  gap: Phrase;
  means: Phrase;
  /** Exercises without one right answer, each with what makes an answer good. {section} */
  open: readonly (readonly [task: Phrase, solution: Phrase])[];
  /** {section}, the last with {chapter} */
  discuss: readonly Phrase[];
  /** {chapter}; in English also {theme}, which a standard gives in English only. */
  scripture: readonly Phrase[];
}

export type Step = readonly [opening: Phrase, first: Phrase, second: Phrase];
