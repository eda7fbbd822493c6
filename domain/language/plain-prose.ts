/**
 * The words of a Markdown text that are somebody's sentences: no code, formulas, addresses, tags or short quotations.
 * For telling languages only; what a book prints is read by `domain/text`.
 *
 * Every count has an end: a text may be one word of a hundred thousand letters, or as many marks.
 */
export const plainProse = (markdown: string): string =>
  ownWords(
    markdown
      .replace(/^(?<fence>`{3,20}|~{3,20})[^\n]*\n[\s\S]*?(?:^\k<fence>[`~]*[ \t]*$|(?![\s\S]))/gmu, '\n')
      .replace(/\$\$[^$]{1,5000}\$\$/gu, ' ')
      .replace(/(`{1,20})[^`\n]{1,500}\1/gu, ' ')
      .replace(/\$[^$\n]{1,300}\$/gu, ' ')
      .replace(/<[^<>\n]{1,300}>/gu, ' ')
      .replace(/\]\([^()\s]{1,500}\)/gu, '] ')
      .replace(/&[a-z]{2,8};/giu, ' '),
  );

/** Prose without addresses and short quotations, which may be in any language. */
export const ownWords = (prose: string): string =>
  prose
    .replace(/(?:https?:\/\/|www\.)\S+/giu, ' ')
    .replace(/[^\s@]{1,64}@[^\s@]{1,255}\.[^\s@]+/gu, ' ')
    .replace(/["“«„][^"“”«»„\n]{1,80}["”»“]/gu, ' ');
