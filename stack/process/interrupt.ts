/** Ctrl-C and its kin: the first asks to stop, a later one to hurry. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Calls `first` once and `again` for every further signal; returns how to listen no more. */
export function onInterrupt({ first, again }: { first: (name: string) => void; again: () => void }): () => void {
  let wasAsked = false;
  const hear = (name: string): void => {
    if (wasAsked) return again();
    wasAsked = true;
    first(name);
  };
  for (const name of SIGNALS) process.on(name, hear);
  return () => {
    for (const name of SIGNALS) process.removeListener(name, hear);
  };
}
