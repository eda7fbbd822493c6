/** The words of a Markdown text that are somebody's sentences: no code, formulas, addresses, tags or short quotations. */
export const plainProse = (markdown: string): string =>
  markdown
    .replace(/^(?<fence>`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^\k<fence>[`~]*[ \t]*$|(?![\s\S]))/gmu, '\n')
    .replace(/\$\$[^$]{1,5000}\$\$/gu, ' ')
    .replace(/(`+)[^`\n]{1,500}\1/gu, ' ')
    .replace(/\$[^$\n]{1,300}\$/gu, ' ')
    .replace(/<[^<>\n]{1,300}>/gu, ' ')
    .replace(/\]\([^()\s]{1,500}\)/gu, '] ')
    .replace(/(?:https?:\/\/|www\.)\S+/giu, ' ')
    .replace(/\S+@\S+\.\S+/gu, ' ')
    .replace(/["“«„][^"“”«»„\n]{1,80}["”»“]/gu, ' ')
    .replace(/&[a-z]{2,8};/giu, ' ');
