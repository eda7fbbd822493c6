/** The figures that a catalogue names, from files beside it. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import type { ParsedFolder } from '../../domain/catalogue/course-folder.ts';
import type { Figure } from '../../domain/catalogue/course-pack.ts';
import { figureFile, type CourseFile } from '../../domain/catalogue/figure-file.ts';
import type { ParsedCatalogue } from '../../domain/catalogue/parse-catalogue.ts';
import type { Problem } from '../../domain/catalogue/problem.ts';

/** @param path of the catalogue: what its figures name is relative to its folder, and in it */
export async function withFigures(parsed: ParsedCatalogue, path: string): Promise<ParsedFolder> {
  const root = dirname(resolve(path));
  const files: CourseFile[] = [];
  const problems: Problem[] = [];
  const ignoredKeys = [...parsed.ignoredKeys];
  const read = async ({ file }: Figure, course: string): Promise<string | null> => {
    const place = resolve(root, file);
    const bytes = place.startsWith(root + sep) ? await readFile(place).catch(() => null) : null;
    const found = bytes ? figureFile(file, bytes) : { problem: 'expected a file beside the catalogue, found none' };
    if ('problem' in found) {
      problems.push({ record: course, field: 'figures', message: `${file}: ${found.problem}` });
      return null;
    }
    files.push(found.file);
    ignoredKeys.push(...found.removed.map((name) => ({ field: `${file}: ${name}`, count: 1 })));
    return found.file.sha256;
  };
  for (const { code, title, modules } of parsed.courses) {
    const figures = modules.flatMap((module) => [module, ...module.lectures]).flatMap((holder) => holder.figures);
    for (const figure of figures) figure.sha256 = await read(figure, code ?? title);
  }
  return { ...parsed, problems: [...parsed.problems, ...problems], ignoredKeys, files };
}
