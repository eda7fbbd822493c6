/** The command lines of `catalogue:import` and `db:setup`, with the flags that npm took for its own. */
import type { Env } from '../../adapters/env.ts';
import { MERGE_FLAG, type Sections } from '../../domain/catalogue/sections.ts';
import { TABLE_COLUMNS } from '../../domain/catalogue/table.ts';
import { createProgram, parseWith } from '../typed/parse.ts';
import { UsageError } from '../typed/usage.ts';

type Print = (text: string) => void;

/** @throws UsageError; HelpShown after help went to `print` */
export async function catalogueImportJob(
  argv: readonly string[],
  npmFlags: Env['npmFlags'],
  print: Print,
): Promise<{ files: string[]; sections: Sections; json: boolean }> {
  const program = createProgram('npm run catalogue:import', print)
    .description('Imports courses, modules, lectures and enrolments. Lists every problem, and then imports nothing.')
    .argument('[file...]', 'catalogues (.json, .json.gz, .csv), or courses as folders or .zip')
    .option(MERGE_FLAG, 'make one course of its class sections or runs, with their enrolment together')
    .option('--json', 'print one JSON document on stdout and nothing else')
    .helpCommand(false)
    .addHelpText('after', IMPORT_HELP);
  await parseWith(program, asHelp([...argv, ...switches(npmFlags, ['json', 'merge-sections'])]));
  if (program.args.length === 0) {
    throw new UsageError(
      'Name a file, such as: npm run catalogue:import courses.json (help: npm run catalogue:import help)',
    );
  }
  const options = program.opts<{ json?: boolean; mergeSections?: boolean }>();
  const sections = options.mergeSections === true ? 'merge' : 'keep';
  return { files: program.args, sections, json: options.json === true };
}

/** @throws UsageError; HelpShown after help went to `print` */
export async function databaseSetupJob(
  argv: readonly string[],
  npmFlags: Env['npmFlags'],
  print: Print,
): Promise<{ catalogue: string | null; samples: boolean; json: boolean }> {
  const program = createProgram('npm run db:setup', print)
    .description('Brings the database to the present schema; fills one that has no courses. Safe to repeat.')
    // npm leaves of `--catalogue FILE` only FILE.
    .argument('[file]', 'the same as --catalogue')
    .option('--catalogue <file>', 'import this catalogue when the database has no courses')
    .option('--samples', 'import the sample catalogue when the database has no courses')
    .option('--json', 'print one JSON document on stdout and nothing else')
    .helpCommand(false)
    .addHelpText('after', SETUP_HELP);
  await parseWith(program, asHelp([...argv, ...switches(npmFlags, ['json', 'samples'])]));
  const options = program.opts<{ catalogue?: string; samples?: boolean; json?: boolean }>();
  const byNpm = npmFlags.catalogue === 'true' ? undefined : npmFlags.catalogue;
  const catalogue = options.catalogue ?? byNpm ?? program.args[0] ?? null;
  const samples = options.samples === true;
  if (samples && catalogue !== null) throw new UsageError('Name a catalogue or --samples, not both.');
  if (npmFlags.catalogue === 'true' && catalogue === null) throw new UsageError('--catalogue needs a file.');
  return { catalogue, samples, json: options.json === true };
}

const switches = (npmFlags: Env['npmFlags'], names: readonly string[]): string[] =>
  names.filter((name) => npmFlags[name] === 'true').map((name) => `--${name}`);

/** npm answers `--help` itself, so the word alone asks for it, too. */
const asHelp = (argv: string[]): string[] => (argv[0] === 'help' ? ['--help'] : argv);

const columnLines = Object.entries(TABLE_COLUMNS)
  .map(([name, { of, holds }]) => `  ${name.padEnd(22)} ${of.padEnd(8)} ${holds}`)
  .join('\n');

const IMPORT_HELP = `
A JSON catalogue is a list of courses, or {"courses": [...]}. Only a title must be there; capitals, blanks, hyphens and
underscores in the names do not matter, nor whether they are British or American:
  {"code", "title", "description", "subject", "level", "language", "licence", "attribution", "createdAt",
   "enrolment": 40 or [{"id", "name"}], "enrolmentIsInvented",
   "modules": [{"title", "summary", "unit", "lectures": [{"title", "summary", "kind", "notes", "objectives": [], "references": []}]}],
   "resources": [{"title", "author", "kind", "url", "licence", "attribution"}]}

A table has the names of its columns in the first row, and commas, semicolons or tabs between its cells, or what a line such
as sep=| says above it. A row is a course, a
module or a lecture; it belongs to the course above when code and title are blank or the same. Columns:
${columnLines}

A course may also be a folder, or a .zip of one: course.yaml, one Markdown file a lecture with front matter, and the figures
that they name (docs/courses.md). Lectures and modules carry, in any form, also: keyTerms [{"term", "definition"}],
questions [{"kind", "stem", "options", "key", "solution", "points"}], figures [{"file", "alt", "caption", "credit", "licence"}],
resources; lectures transcript and durationMinutes, modules objectives.

NULL, None, nan, N/A, TBA or a dash as the whole value is taken for empty, and refused where a title or a code must stand.
A row or record whose status is tobedeleted is left out; a course of it that the library has stays as it is. Class sections and
runs of one course (CS101-01, CS101-02 with the same content) are named; --merge-sections makes one course of them.

A course is known again by its code; without one by title, language and subject. What the file says replaces what the
database has of that course; other courses stay. The same file a second time changes nothing.

Examples:
  npm run catalogue:import courses.json
  npm run catalogue:import "exports/autumn 2026.csv" more.json.gz
  npm run catalogue:import samples/psalms
  npm run catalogue:import sections.csv -- --merge-sections
  npm run catalogue:import samples -- --json

Exit codes: 0 done, 2 a file cannot be read or has problems (nothing imported), 3 the database is unreachable.`;

const SETUP_HELP = `
Examples:
  npm run db:setup
  npm run db:setup -- --samples
  npm run db:setup -- --catalogue courses.json

Exit codes: 0 done, 2 wrong usage or a catalogue with problems, 3 the database is unreachable.`;
