/** The kinds of export that there are. A new one is a folder beside these and a line here. */
import type { ExportDefinition } from '../../domain/exports/definition.ts';
import epub from './epub/index.ts';
import html from './html/index.ts';
import pdf from './pdf/index.ts';

export const EXPORTS: readonly ExportDefinition[] = [pdf, epub, html];
export const EXPORT_KINDS: readonly string[] = EXPORTS.map(({ kind }) => kind);
