/** The one place of a server that answers one request at a time: who has it, and who waits for it. */
import type { ServerResponse } from 'node:http';
import type { Manner } from '../faults/fault-plan.ts';

export class Room {
  private guest: ServerResponse | null = null;
  private readonly queue: (() => void)[] = [];

  /** Cuts the request that has the place, or waits until it has left. @throws when `signal` aborts */
  async enter(kind: Manner['kind'], response: ServerResponse, signal: AbortSignal): Promise<void> {
    if (kind === 'one-at-a-time') this.guest?.destroy();
    else if (this.guest !== null) await this.turn(signal);
    this.guest = response;
  }

  leave(response: ServerResponse): void {
    if (this.guest !== response) return;
    this.guest = null;
    this.queue.shift()?.();
  }

  private turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        signal.removeEventListener('abort', goAway);
        resolve();
      };
      const goAway = (): void => {
        this.queue.splice(this.queue.indexOf(begin), 1);
        reject(new Error('The client went away.'));
      };
      if (signal.aborted) return reject(new Error('The client went away.'));
      signal.addEventListener('abort', goAway, { once: true });
      this.queue.push(begin);
    });
  }
}
