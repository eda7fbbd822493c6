/** Parts of a list value, `theology, history`; empty parts fall away. */
export const split = (value: string): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
