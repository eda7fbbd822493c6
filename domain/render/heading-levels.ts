/**
 * Levels of headings inside prose: below the section that holds them, and none skipped, whatever depths the text has.
 *
 * A skipped level is an error of PDF/UA and of WCAG's techniques.
 */
const DEEPEST = 6;

/** Returns a function that takes each heading's depth in reading order and gives the level to print it at. */
export function headingLevels(sectionLevel: number): (depth: number) => number {
  const open: number[] = [];
  return (depth) => {
    while (open.length > 0 && (open.at(-1) ?? 0) >= depth) open.pop();
    open.push(depth);
    return Math.min(sectionLevel + open.length, DEEPEST);
  };
}
