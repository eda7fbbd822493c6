/** A notebook of Jupyter as its file has it: text and code of its cells, without what the code printed. */
import { z } from 'zod';
import type { Line } from './source/lines.ts';

const Source = z.union([z.string(), z.array(z.string())]);
const NotebookSchema = z.object({
  nbformat: z.number(),
  cells: z.array(z.object({ cell_type: z.string(), source: Source })),
  metadata: z.object({ language_info: z.object({ name: z.string() }).optional() }).optional(),
});

/** Null for a text that is no notebook. */
export function notebookLines(text: string): Line[] | null {
  if (!/^\s*\{/u.test(text) || !text.includes('"cells"') || !text.includes('"nbformat"')) return null;
  const notebook = NotebookSchema.safeParse(parsed(text));
  if (!notebook.success) return null;
  const { cells, metadata } = notebook.data;
  const language = metadata?.language_info?.name ?? 'python';
  return cells
    .flatMap(({ cell_type: kind, source }) => {
      const written = typeof source === 'string' ? source : source.join('');
      if (written.trim() === '') return [];
      const lines = written.split('\n');
      return kind === 'code' ? ['````' + language, ...lines, '````', ''] : [...lines, ''];
    })
    .map((line) => ({ text: line, number: 1 }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null; // notes that begin with a brace
    throw error;
  }
}
