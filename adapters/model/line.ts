/**
 * The line to the server while one request is open: it is cut by the caller, by silence, by the total time or by a reply
 * that grows without end, and whoever cut it first is known. To cut is to end the HTTP request itself.
 */
type CutBy = 'caller' | 'silence' | 'time' | 'length';

export interface LineLimits {
  signal: AbortSignal;
  stallTimeoutMs: number;
  timeoutMs: number;
}

export interface Line {
  readonly controller: AbortController;
  readonly cutBy: CutBy | null;
  /** A byte came: silence counts anew, from now on up to `stallTimeoutMs` when given. */
  touch(stallTimeoutMs?: number): void;
  cut(by: CutBy): void;
  /** Ends the watch; the request is over. */
  close(): void;
}

export function openLine({ signal, stallTimeoutMs, timeoutMs }: LineLimits): Line {
  const controller = new AbortController();
  let cutBy: CutBy | null = null;
  let silenceMs = stallTimeoutMs;
  const cut = (by: CutBy): void => {
    cutBy ??= by;
    controller.abort();
  };
  const onAbort = (): void => cut('caller');
  let silence = setTimeout(cut, silenceMs, 'silence');
  const time = setTimeout(cut, timeoutMs, 'time');
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  return {
    controller,
    get cutBy() {
      return cutBy;
    },
    touch(ms) {
      silenceMs = ms ?? silenceMs;
      clearTimeout(silence);
      silence = setTimeout(cut, silenceMs, 'silence');
    },
    cut,
    close() {
      clearTimeout(silence);
      clearTimeout(time);
      signal.removeEventListener('abort', onAbort);
    },
  };
}
