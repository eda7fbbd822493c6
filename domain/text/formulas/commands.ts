/** Which names are commands of LaTeX: asked of the typesetter, so that no list of ours falls behind it. */
import temml from 'temml';

const known = new Map<string, boolean>();
/** Names come from texts of others. */
const MOST_NAMES = 10_000;

/** @param name letters, without the backslash */
export function isLatexCommand(name: string): boolean {
  const before = known.get(name);
  if (before !== undefined) return before;
  if (known.size > MOST_NAMES) known.clear();
  const isKnown = isTaken(`\\${name}`) || isTaken(`\\text{\\${name}}`);
  known.set(name, isKnown);
  return isKnown;
}

/** A command that lacks its argument is a command: only one that the typesetter does not know is none. */
function isTaken(latex: string): boolean {
  try {
    temml.renderToString(latex, { throwOnError: true, trust: false });
    return true;
  } catch (error) {
    if (error instanceof Error) return !error.message.includes('Unsupported function name');
    throw error;
  }
}
