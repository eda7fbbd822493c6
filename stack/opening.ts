import type { DataFolder } from './data-folder.ts';
import type { OpenStackOptions } from './open-stack.ts';

/** What opening a stack goes by, with nothing left out. */
export type Opening = Required<
  Pick<OpenStackOptions, 'env' | 'logger' | 'searchAttributes' | 'needs' | 'onStep' | 'onGiveUp'>
> &
  Pick<OpenStackOptions, 'searchPath' | 'signal'> & { folder: DataFolder };
