import type { Env } from '../adapters/env.ts';
import type { Logger } from '../adapters/logging/logger.ts';
import type { DataFolder } from './folder/data-folder.ts';
import type { ServiceName } from './process/embedded-service.ts';
import type { OnStep } from './process/step.ts';

export interface OpenStackOptions {
  env: Env;
  logger: Logger;
  /** Value of PATH, where `temporal` is looked for. */
  searchPath?: string;
  /** Name and type, for the embedded Temporal. */
  searchAttributes: Record<string, string>;
  /** What this command uses; all by default. */
  needs?: readonly ServiceName[];
  onStep?: OnStep;
  /** Ends an opening that is under way; what it started is stopped before the call rejects. */
  signal?: AbortSignal;
  /** A service or worker died too often and is not started again: what it did is over until a person acts. */
  onGiveUp?: (name: string) => void;
}

/** What opening a stack goes by, with nothing left out. */
export type Opening = Required<
  Pick<OpenStackOptions, 'env' | 'logger' | 'searchAttributes' | 'needs' | 'onStep' | 'onGiveUp'>
> &
  Pick<OpenStackOptions, 'searchPath' | 'signal'> & { folder: DataFolder };
