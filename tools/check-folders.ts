/** `npm run check:folders`: no circles of imports, of files or of folders. */
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';
import { circlesOfFiles, circlesOfFolders, type Circle } from './folder-circles.ts';

const FOLDERS = [
  ...['domain', 'adapters', 'activities', 'workflows', 'workers', 'library', 'client', 'stack', 'rehearsal', 'web'],
  ...['bench', 'tools', 'test'],
];
const GENERATED = 'adapters/postgres/generated/';

const present = readdirSync('.').filter((name) => FOLDERS.includes(name));
const files = present.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join(folder, name))
    .filter((path) => path.endsWith('.ts') && !path.startsWith(GENERATED)),
);
const imports = new Map(files.map((file) => [file, importsOf(file)]));
const circles = [...circlesOfFiles(imports), ...circlesOfFolders(imports)];
for (const circle of circles) process.stderr.write(describe(circle));
process.stdout.write(`${files.length} files, ${circles.length} circles of files or folders\n`);
if (circles.length > 0) process.exitCode = 1;

function importsOf(file: string): string[] {
  return ts
    .preProcessFile(readFileSync(file, 'utf8'), true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.') && name.endsWith('.ts'))
    .map((name) => posix.join(posix.dirname(file), name))
    .filter((path) => !path.startsWith(GENERATED));
}

function describe({ inside, among, arrows }: Circle): string {
  return `${among.join(' <-> ')} (in ${inside || 'the root'})\n${arrows.map((arrow) => `    ${arrow}\n`).join('')}`;
}
