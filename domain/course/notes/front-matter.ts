/** Metadata at the head of a file of Jekyll, Quarto, Obsidian or Hugo: for those programs, not for readers. */

const MAX_LINES = 200;
const FENCES = new Map([
  ['---', /^(?:---|\.\.\.)\s*$/u],
  ['+++', /^\+\+\+\s*$/u],
]);
/** A line of YAML or TOML: a key, an item of a list, a comment, a blank, or what continues one of them. */
const METADATA = /^(?:\s*$|\s*#|\s*-(?:\s|$)|\s+\S|["']?[\p{L}_][\p{L}\p{N}_ .-]*["']?\s*(?::(?:\s|$)|=)|[\]}]|\[)/u;

export function withoutFrontMatter(text: string): string {
  const lines = text.trimStart().split('\n');
  const closing = FENCES.get(lines[0]?.trimEnd() ?? '');
  if (!closing) return text;
  const end = lines.findIndex((line, index) => index > 0 && closing.test(line));
  const head = lines.slice(1, end);
  const isMetadata =
    end > 1 && end <= MAX_LINES && head.every((line) => METADATA.test(line)) && head.some((line) => /[:=]/u.test(line));
  return isMetadata ? lines.slice(end + 1).join('\n') : text;
}
