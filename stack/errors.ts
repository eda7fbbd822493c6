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

/** What the system calls an error: `ENOENT`, `EACCES`, … */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

export const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));
