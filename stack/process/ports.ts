import getPort from 'get-port';

/** A free port on this machine, the wanted one if it is free: clients of the last time find it again. */
export async function freePort(wanted: number | undefined): Promise<number> {
  return getPort({ host: '127.0.0.1', ...(wanted === undefined ? {} : { port: wanted }) });
}
