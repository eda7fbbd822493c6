/** The readable part of a file's name: the title in letters that every file system and every URL takes. */
import type { ManuscriptIdentity } from '../../domain/manuscript/manuscript.ts';

const MAX_CHARACTERS = 60;

/** Never empty: a title without Latin letters gives the course's code, or `book`. */
export const fileName = ({ title, courseCode, edition }: ManuscriptIdentity): string =>
  `${slug(title) || slug(courseCode ?? '') || 'book'}-e${edition}`;

const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_CHARACTERS)
    .replace(/^-+|-+$/g, '');
