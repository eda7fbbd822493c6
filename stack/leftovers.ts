/** Ends what an owner left running that died: workers first, then the services they need. */
import type { StateFile } from './folder/state-file.ts';
import { endProcess } from './process/end-process.ts';
import { SERVICE_ENDINGS, STOP_ORDER, workerEnding } from './process/embedded-service.ts';

/**
 * Everything is durable or without state, so what is ended here goes on where it was.
 * @param isHurried cuts the grace of the workers
 * @returns how many processes still ran
 */
export async function endLeftovers(
  state: StateFile,
  { workerGraceMs, isHurried }: { workerGraceMs: number; isHurried?: () => boolean },
): Promise<number> {
  const { workers, embedded } = state.current;
  const endings = workers.map(({ process }) => endProcess(process, workerEnding(workerGraceMs), isHurried));
  const ran = await Promise.all(endings);
  for (const name of STOP_ORDER) {
    const service = embedded[name];
    if (!service?.process) continue;
    ran.push(await endProcess(service.process, SERVICE_ENDINGS[name], isHurried));
    state.updateEmbedded(name, { ...service, process: null });
  }
  state.update({ owner: null, isReady: false, workers: [] });
  return ran.filter(Boolean).length;
}
