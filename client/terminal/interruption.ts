/** Ctrl-C as a command understands it: the first asks, the second hurries. */
import { onInterrupt } from '../../stack/process/interrupt.ts';

export interface Interruption {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  readonly isAsked: boolean;
  /** What a further signal does; nothing until it is set. */
  onHurry(work: () => void): void;
  end(): void;
}

/** What a command ends with that was stopped before it could say how it ended. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor(options?: ErrorOptions) {
    super('Stopped before it was done; nothing was left half done.', options);
  }
}

/** @param onFirst told at once, so that the person sees that the key was heard */
export function listenForInterruption(onFirst: () => void = () => undefined): Interruption {
  const controller = new AbortController();
  let hurry = (): void => undefined;
  const stopListening = onInterrupt({
    first: () => {
      onFirst();
      controller.abort(new Interrupted());
    },
    again: () => hurry(),
  });
  return {
    signal: controller.signal,
    get isAsked() {
      return controller.signal.aborted;
    },
    onHurry: (work) => {
      hurry = work;
    },
    end: stopListening,
  };
}
