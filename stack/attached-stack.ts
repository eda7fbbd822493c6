import type { DataFolder } from './folder/data-folder.ts';
import { StackFailed } from './process/errors.ts';
import { lockHolder } from './folder/folder-lock.ts';
import { namedAddresses, pickAddresses, type KnownAddresses } from './addresses.ts';
import type { Opening } from './opening.ts';
import { REHEARSAL_KEY } from './model/rehearsal-process.ts';
import type { Stack } from './stack.ts';
import { readState, type StackState } from './folder/state-file.ts';
import { describeStack } from './status.ts';

/**
 * Attaches to the stack that another process owns; null while that one is not ready or does not run what is needed.
 * @throws ServiceUnreachable when a service that this command names does not answer
 */
export async function attachStack({ env, needs, folder }: Opening): Promise<Stack | null> {
  const state = readState(folder.stateFile);
  if (!state.isReady || !isOwned(state, folder)) return null;
  const named = await namedAddresses(env, needs);
  const known: KnownAddresses = { ...addressesOfState(state), ...named };
  if (needs.some((name) => !known[name])) return null;

  return {
    isOwner: false,
    addresses: pickAddresses(known, needs),
    status: () => describeStack(env),
    startWorker: (role) =>
      Promise.reject(new StackFailed(`A worker (${role}) is started by the process that owns the stack.`)),
    stop: () => Promise.resolve(),
  };
}

function isOwned({ owner }: StackState, { lockFile }: DataFolder): boolean {
  const holder = lockHolder(lockFile);
  return holder !== null && owner?.process.pid === holder.pid && owner.process.startedAs === holder.startedAs;
}

function addressesOfState({ addresses, embedded }: StackState): KnownAddresses {
  const isEmbedded = embedded.model?.process != null;
  const { postgres, temporal, model } = addresses;
  return {
    ...(postgres ? { postgres: { databaseUrl: postgres.url } } : {}),
    ...(temporal ? { temporal } : {}),
    ...(model ? { model: { baseUrl: model.baseUrl, apiKey: isEmbedded ? REHEARSAL_KEY : '', isEmbedded } } : {}),
  };
}
