/**
 * Just enough CommonMark to keep a writer's hands off what must stay whole: blocks with their kind, headings moved to
 * another level. Everything else of the source stands as it is.
 */
export type BlockKind = 'heading' | 'code' | 'math' | 'table' | 'list' | 'quote' | 'figure' | 'rule' | 'prose';
export interface Block {
  kind: BlockKind;
  text: string;
}

/** Cuts CommonMark into blocks at blank lines, never inside fenced code or display mathematics. */
export function blocks(markdown: string): Block[] {
  const found: Block[] = [];
  let lines: string[] = [];
  let closing: RegExp | null = null;
  const close = (): void => {
    if (lines.length > 0) found.push(asBlock(lines.join('\n')));
    lines = [];
  };
  for (const line of markdown.replace(/\r\n?/g, '\n').split('\n')) {
    if (closing) {
      lines.push(line);
      if (closing.test(line)) {
        closing = null;
        close();
      }
      continue;
    }
    if (line.trim() === '') {
      close();
      continue;
    }
    const opened = opensWholeBlock(line);
    if (opened && lines.length > 0 && !/^\s/.test(line)) close();
    if (/^#{1,6}\s/.test(line)) {
      close();
      found.push(asBlock(line));
      continue;
    }
    lines.push(line);
    closing = opened;
  }
  close();
  return found;
}

export const joinBlocks = (parts: readonly Block[]): string => parts.map((part) => part.text).join('\n\n');

/** Moves the headings so that the highest stands at `top`, keeping their order of rank; none goes below six. */
export function relevelHeadings(parts: readonly Block[], top: number): Block[] {
  const levels = parts.filter((part) => part.kind === 'heading').map((part) => levelOf(part.text));
  const shift = top - Math.min(...levels);
  return parts.map((part) => {
    if (part.kind !== 'heading') return part;
    const level = Math.max(top, Math.min(6, levelOf(part.text) + shift));
    return { kind: part.kind, text: `${'#'.repeat(level)} ${part.text.replace(/^#+\s+/, '')}` };
  });
}

const levelOf = (heading: string): number => /^#+/.exec(heading)?.[0].length ?? 1;

/** The line that ends the block which `line` opens, for blocks that blank lines do not end. */
function opensWholeBlock(line: string): RegExp | null {
  const fence = /^\s{0,12}(`{3,}|~{3,})/.exec(line)?.[1];
  if (fence) return new RegExp(`^\\s{0,12}${fence[0] === '`' ? '`' : '~'}{${fence.length},}\\s*$`);
  if (/^\s{0,3}\$\$/.test(line) && !/\$\$.*\$\$/.test(line)) return /\$\$\s*[.,;]?\s*$/;
  return null;
}

function asBlock(text: string): Block {
  const setext = /^([^\n|]+)\n(=+|-{3,})$/.exec(text);
  if (setext?.[1]) return { kind: 'heading', text: `${setext[2]?.startsWith('=') ? '#' : '##'} ${setext[1].trim()}` };
  return { kind: kindOf(text), text };
}

function kindOf(text: string): BlockKind {
  const first = text.trimStart();
  if (/^#{1,6}\s/.test(first)) return 'heading';
  if (/^(?:`{3}|~{3})/.test(first) || /^ {4}\S/.test(text)) return 'code';
  if (first.startsWith('$$')) return 'math';
  if (/^[^\n]*\|[^\n]*\n\s*\|?\s*:?-{2,}/.test(text)) return 'table';
  if (/^(?:[-*+]|\d{1,9}[.)])\s/.test(first)) return 'list';
  if (first.startsWith('>')) return 'quote';
  if (/^(?:[-*_]\s*){3,}$/.test(first)) return 'rule';
  if (/^Figure: /.test(first)) return 'figure';
  return 'prose';
}
