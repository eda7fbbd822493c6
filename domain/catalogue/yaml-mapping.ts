/** A mapping in YAML with the lines of its parts, for messages. */
import { LineCounter, parseDocument, type Document } from 'yaml';
import { isObject } from './known-keys.ts';
import { fieldName, type FieldPath, type Problem } from './problem.ts';

export interface Mapping {
  file: string;
  values: Record<string, unknown>;
  /** From 1, in the file; of the nearest part that is there. */
  lineOf: (path: FieldPath) => number;
}

export const withLine = (path: FieldPath, line: number): string =>
  [fieldName(path), `line ${line}`].filter(Boolean).join(', ');

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export function readMapping(file: string, text: string | null, firstLine: number, problems: Problem[]): Mapping | null {
  if (text === null) {
    problems.push({ record: file, field: '', message: 'expected the file that names the course, found none' });
    return null;
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): number => lines.linePos(offset).line + firstLine - 1;
  for (const { message, pos } of document.errors) {
    problems.push({ record: file, field: `line ${at(pos[0])}`, message: `expected YAML: ${message}` });
  }
  if (document.errors.length > 0) return null;
  const values = valuesOf(document);
  if (values instanceof ReferenceError) {
    const message = `expected YAML: ${values.message}; a value that begins with * is written in quotes`;
    problems.push({ record: file, field: `line ${firstLine}`, message });
    return null;
  }
  if (!isObject(values)) {
    problems.push({
      record: file,
      field: `line ${firstLine}`,
      message: 'expected names with their values, such as "title: …"',
    });
    return null;
  }
  return { file, values, lineOf: (path) => at(offsetOf(document, path)) };
}

/** A name that stands for nothing, or for more than anybody wrote, is an error of the parser's. */
function valuesOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (error instanceof ReferenceError) return error;
    throw error;
  }
}

function offsetOf(document: Document, path: FieldPath): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isObject(node) && Array.isArray(node.range) && typeof node.range[0] === 'number') return node.range[0];
  }
  return 0;
}
