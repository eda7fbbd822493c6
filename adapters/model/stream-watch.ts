/**
 * Watches one open request: the caller, silence, the total time or an oversized reply cut it, and who cut it first is
 * known. To cut is to end the HTTP request itself.
 */
type CutBy = 'caller' | 'silence' | 'time' | 'length';

export interface StreamLimits {
  signal: AbortSignal;
  /** Longest silence before the first token, and between two pieces after it. */
  firstTokenTimeoutMs: number;
  stallTimeoutMs: number;
  timeoutMs: number;
}

export interface StreamWatch {
  readonly controller: AbortController;
  readonly cutBy: CutBy | null;
  /** A byte came: silence counts anew, from now on up to `silenceMs` when given. */
  touch(silenceMs?: number): void;
  cut(by: CutBy): void;
  /** Ends the watch; the request is over. */
  close(): void;
}

export function watchStream({ signal, firstTokenTimeoutMs, timeoutMs }: StreamLimits): StreamWatch {
  const controller = new AbortController();
  let cutBy: CutBy | null = null;
  let silenceMs = firstTokenTimeoutMs;
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
