/** What a type of block is: its shape, and how it reads and prints. One file a type; `registry.ts` lists them. */
import type { Element, ElementContent } from 'hast';
import type { z } from 'zod';
import type { Prose } from '../text/prose.ts';

/** What an HTML or EPUB page gives to a block that it prints. */
export interface HtmlPage {
  prose: (content: Prose) => ElementContent[];
  text: (value: string) => ElementContent[];
  /** A chapter's number, as a link to it where the book has it. */
  chapterLink: (number: number) => Element;
  /** `details`: a solution opens when asked for; `plain`: it stands there. */
  solutions: 'details' | 'plain';
  labels: PageLabels;
  labelsLanguage: string;
}

/** What a Typst document gives to a block that it prints. */
export interface TypstPage {
  prose: (content: Prose) => string;
  text: (value: string) => string;
  /** A string of Typst's code, with its quotes. */
  string: (value: string) => string;
  chapterLink: (number: number) => string;
  labels: PageLabels;
}

export interface PageLabels {
  solution: string;
  licence: string;
}

export interface BlockType<Content extends { type: string }> {
  schema: z.ZodType<Content>;
  isEmpty: (block: Content) => boolean;
  /** Its pieces of prose in reading order: whatever of it holds formulas, code or several scripts. */
  proses: (block: Content) => Prose[];
  /** Its texts in reading order, for counting and for the search index; empty ones may be among them. */
  pieces: (block: Content) => string[];
  html: (block: Content, page: HtmlPage) => ElementContent[];
  typst: (block: Content, page: TypstPage) => string;
}
