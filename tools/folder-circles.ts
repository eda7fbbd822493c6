/**
 * Circles of imports, of files and of folders.
 *
 * Inside each folder its subfolders (with all that is below them) and its own files together are looked at as one thing
 * each: a folder's own files use its subfolders or are used by them, never both. Type imports count like all others.
 */
export type Imports = ReadonlyMap<string, readonly string[]>;

export interface Circle {
  /** The folder in which the circle is; empty for the root. Files circle `among` files. */
  inside: string;
  among: string[];
  /** Imports that close it, as `from -> to`. */
  arrows: string[];
}

export function circlesOfFiles(imports: Imports): Circle[] {
  return circlesOf(imports, '', (file) => file);
}

export function circlesOfFolders(imports: Imports): Circle[] {
  const folders = new Set([...imports.keys()].flatMap((file) => foldersAbove(file)));
  return [...folders].sort().flatMap((inside) => circlesOf(imports, inside, (file) => memberOf(inside, file)));
}

/** The root is the empty text. */
function foldersAbove(file: string): string[] {
  const parts = file.split('/').slice(0, -1);
  return parts.map((_, depth) => parts.slice(0, depth + 1).join('/')).concat('');
}

/** The subfolder of `inside` that holds `file`; `inside/*` for its own files; undefined for files elsewhere. */
function memberOf(inside: string, file: string): string | undefined {
  const start = inside === '' ? '' : `${inside}/`;
  if (!file.startsWith(start)) return undefined;
  const [name = '', ...below] = file.slice(start.length).split('/');
  return `${start}${below.length === 0 ? '*' : name}`;
}

function circlesOf(imports: Imports, inside: string, place: (file: string) => string | undefined): Circle[] {
  const graph = new Map<string, Map<string, string>>();
  for (const [file, targets] of imports) {
    for (const target of targets) {
      const [from, to] = [place(file), place(target)];
      if (from === undefined || to === undefined || from === to) continue;
      const arrows = graph.get(from) ?? new Map<string, string>();
      graph.set(from, arrows.set(to, arrows.get(to) ?? `${file} -> ${target}`));
    }
  }
  return strongComponents(graph).map((among) => ({
    inside,
    among,
    arrows: among.flatMap((from) => among.flatMap((to) => graph.get(from)?.get(to) ?? [])),
  }));
}

/** Groups of more than one node in which each reaches each other (Tarjan 1972). */
function strongComponents(graph: ReadonlyMap<string, ReadonlyMap<string, string>>): string[][] {
  const order = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];

  function visit(node: string): number {
    const index = order.size;
    order.set(node, index);
    const depth = stack.push(node) - 1;
    let lowest = index;
    for (const next of graph.get(node)?.keys() ?? []) {
      if (!order.has(next)) lowest = Math.min(lowest, visit(next));
      else if (stack.includes(next)) lowest = Math.min(lowest, order.get(next) ?? lowest);
    }
    if (lowest === index) {
      const members = stack.splice(depth);
      if (members.length > 1) found.push(members.sort());
    }
    return lowest;
  }

  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return found;
}
