/** What can go wrong before there is a stack: a named service that does not answer, an embedded one that does not start. */

/** A service that the operator named is not there. Commands end with exit code 3. */
export class ServiceUnreachable extends Error {
  override readonly name = 'ServiceUnreachable';
  readonly service: string;
  readonly address: string;

  constructor({ service, address, tried, remedy, cause }: UnreachableDetails) {
    super(`${service} at ${address} cannot be used: ${tried}\n${remedy}`, { cause });
    this.service = service;
    this.address = address;
  }
}

export interface UnreachableDetails {
  service: string;
  address: string;
  tried: string;
  remedy: string;
  cause?: unknown;
}

/** An embedded service that cannot run here; the message says why and what would help. */
export class StackFailed extends Error {
  override readonly name = 'StackFailed';
}

/**
 * What the system calls an error: `ENOENT`, `EACCES`, … Read by shape, not by class: an error that comes from another
 * realm (a test runner's, a worker thread's) is no instance of our `Error`.
 */
export function errorCode(error: unknown): string | number | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' || typeof code === 'number' ? code : undefined;
}

export function errorText(error: unknown): string {
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : undefined;
  return typeof message === 'string' && message !== '' ? message : String(error);
}
