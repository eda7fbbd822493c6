/** A list under given numbers, in Typst. */
export const typstNumbered = (items: { number: number; body: string }[]): string =>
  `#enum(tight: false, ${items.map(({ number, body }) => `enum.item(${number})[${body}]`).join(', ')})\n\n`;
