/** Metadata at the head of a file of Jekyll, Quarto, Obsidian or Hugo: for those programs, not for readers. */

const MAX_LINES = 200;
const FENCES = new Map([
  ['---', /^(?:---|\.\.\.)\s*$/u],
  ['+++', /^\+\+\+\s*$/u],
]);
/** A line of YAML or TOML: a key, an item of a list, a comment, a blank, or what continues one of them. */
const METADATA = /^(?:\s*$|\s*#|\s*-(?:\s|$)|\s+\S|["']?[\p{L}_][\p{L}\p{N}_ .-]*["']?\s*(?::(?:\s|$)|=)|[\]}]|\[)/u;
/** A key at the left edge, and what it is given. */
const KEY = /^["']?([\p{L}_][\p{L}\p{N}_ .-]*?)["']?\s*(?::(?=\s|$)|=)\s*(.*)$/u;

/** Keys that those programs give a meaning; other keys count as such only without prose behind them. */
const KNOWN_KEYS = new Set(
  `title subtitle shorttitle pagetitle linktitle author authors date lastmod updated created modified published draft status
  layout permalink slug url redirect_from category categories tag tags keywords description abstract summary excerpt image
  thumbnail cover bibliography csl lang language toc format output execute engine knitr editor params jupyter jupytext kernelspec
  kernel mystnb html_meta math mathjax katex nav_order nav_exclude parent grand_parent has_children has_toc sidebar
  sidebar_label sidebar_position hide_title pagination_next pagination_prev weight menu type id uid aliases alias cssclass
  cssclasses publish up theme class number-sections filters comments index nav_title breadcrumb custom_edit_url header-includes`
    .trim()
    .split(/\s+/u),
);

/** @returns how many lines at the head are metadata, with the lines around them; 0 when the text has none */
export function frontMatterLines(lines: readonly string[]): number {
  const first = lines.findIndex((line) => line.trim() !== '');
  const closing = FENCES.get(lines[first]?.trimEnd() ?? '');
  if (!closing) return 0;
  const last = lines.slice(first, first + MAX_LINES + 2).findIndex((line, index) => index > 0 && closing.test(line));
  const head = lines.slice(first + 1, first + last);
  return last > 1 && head.every((line) => METADATA.test(line)) && isMetadata(head) ? first + last + 1 : 0;
}

/** A sentence that begins with a word and a colon looks like a key with its value. */
function isMetadata(head: readonly string[]): boolean {
  const keys = head.flatMap((line) => {
    const [, name, value = ''] = KEY.exec(line) ?? [];
    return name === undefined ? [] : [{ name, value }];
  });
  const unknown = keys.filter(({ name }) => !KNOWN_KEYS.has(name.toLowerCase()));
  if (unknown.some(({ value }) => isSentence(value))) return false;
  return keys.length > unknown.length || (keys.length > 0 && unknown.every(({ name }) => /^[a-z][\w.-]*$/u.test(name)));
}

const isSentence = (value: string): boolean =>
  !/^["'[{]/u.test(value) &&
  (/[.!?。！？]$/u.test(value.trim()) || value.split(/\s+/u).length > 6) &&
  /\s/u.test(value);
