/** A chapter as it is at one revision of its book: what its plan names, and the content of its parts. */

export interface Chapter {
  number: number;
  /** As printed. */
  title: string;
  sections: { number: number; title: string; lectureIds: string[] }[];
  /** Content by the part's name, as the part's definition reads it: plain JSON. */
  parts: Readonly<Record<string, object>>;
}
