/**
 * Runs a function of plain data away from the loop that beats for the calls in hand: to read a long book takes seconds, in
 * which no heartbeat is sent and the calls are taken for dead.
 *
 * Input and output are copied: nothing that either side changes is seen by the other. A `LibraryError` comes back as one.
 *
 * @param work one of those that are registered for it, known by its name
 * @throws AbortError when `signal` aborts before the work is done
 */
export type RunApart = <Input, Output>(
  work: (input: Input) => Output,
  input: Input,
  options?: { signal?: AbortSignal },
) => Promise<Output>;
