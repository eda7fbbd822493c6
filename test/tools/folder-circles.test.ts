import { circlesOfFiles, circlesOfFolders, type Imports } from '../../tools/folder-circles.ts';

const imports = (table: Record<string, string[]>): Imports => new Map(Object.entries(table));
const among = (table: Record<string, string[]>): string[][] =>
  circlesOfFolders(imports(table)).map((circle) => circle.among);

it('finds files that need one another', () => {
  const found = circlesOfFiles(
    imports({ 'a/x.ts': ['b/y.ts'], 'b/y.ts': ['c/z.ts'], 'c/z.ts': ['a/x.ts'], 'd.ts': ['a/x.ts'] }),
  );

  expect(found.map((circle) => circle.among)).toEqual([['a/x.ts', 'b/y.ts', 'c/z.ts']]);
});

it('finds folders that need one another although their files do not', () => {
  expect(among({ 'a/x.ts': ['b/x.ts'], 'b/y.ts': ['a/y.ts'] })).toEqual([['a', 'b']]);
});

it('finds circles through folders of different depth', () => {
  expect(among({ 'in/a/x.ts': ['in/b/deep/x.ts'], 'in/b/y.ts': ['in/a/y.ts'] })).toEqual([['in/a', 'in/b']]);
});

it('finds a folder whose own files use a subfolder and are used by it', () => {
  expect(among({ 'a/x.ts': ['a/b/x.ts'], 'a/b/y.ts': ['a/y.ts'] })).toEqual([['a/*', 'a/b']]);
});

it('is content with folders in layers, and names the imports of a circle', () => {
  expect(among({ 'a/x.ts': ['a/b/x.ts', 'c/x.ts'], 'a/b/x.ts': ['c/x.ts'], 'c/x.ts': ['c/y.ts'] })).toEqual([]);
  expect(circlesOfFolders(imports({ 'a/x.ts': ['b/x.ts'], 'b/y.ts': ['a/y.ts'] }))).toEqual([
    { inside: '', among: ['a', 'b'], arrows: ['a/x.ts -> b/x.ts', 'b/y.ts -> a/y.ts'] },
  ]);
});
