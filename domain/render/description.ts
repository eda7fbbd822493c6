/** What every export says of the book in its metadata. */
import { numberedLabel } from '../language/labels.ts';
import type { Manuscript } from '../manuscript/manuscript.ts';
import { inlineText } from './text.ts';

export interface ManuscriptDescription {
  title: string;
  /** Notices first: a rehearsal edition is known as one wherever its metadata is read. */
  description: string;
  keywords: string[];
  /** ISO 8601 in UTC, to the second. */
  modified: string;
  /** Calendar day of the edition. */
  date: string;
}

export function describeManuscript(manuscript: Manuscript): ManuscriptDescription {
  const { labels, isRehearsal, notices, rights, edition, subject, level, courseCode } = manuscript;
  const modified = `${new Date(manuscript.createdAt).toISOString().slice(0, 19)}Z`;
  const sentences = [
    ...(isRehearsal ? [`${labels.rehearsal}.`] : []),
    ...notices,
    `${numberedLabel(labels.edition, edition)}.`,
    ...rights,
  ];
  const keywords = [isRehearsal ? labels.rehearsal : null, subject, level, courseCode];
  return {
    title: inlineText(manuscript.title).trim(),
    description: inlineText(sentences.join(' ')).trim(),
    keywords: keywords.filter((word): word is string => word !== null && word.trim() !== '').map(inlineText),
    modified,
    date: modified.slice(0, 10),
  };
}
