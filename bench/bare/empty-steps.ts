/** A worker of the library's own workflows whose steps do nothing: `empty-steps.ts BOOKS CHAPTERS SECTIONS`. */
import { NativeConnection, Runtime } from '@temporalio/worker';
import { readEnv } from '../../adapters/env.ts';
import { someWaves, soundSteps } from '../../test/fakes/steps.ts';
import { createWorkers } from '../../workers/queues.ts';
import { quietLogger } from './quiet.ts';

const [books = 0, chapters = 0, sections = 0] = process.argv.slice(2).map(Number);
const courses = Array.from({ length: books }, (_, index) => ({ courseId: `empty-${index + 1}`, position: index + 1 }));
const steps = {
  ...soundSteps(
    Array.from({ length: chapters }, (_, index) => ({
      number: index + 1,
      title: 'Measured',
      waves: someWaves(sections),
    })),
  ),
  loadPage: ({ afterPosition, limit }: { afterPosition: number; limit: number }) =>
    Promise.resolve(courses.slice(afterPosition, afterPosition + limit)),
};

Runtime.install({ logger: quietLogger });
const env = readEnv();
const connection = await NativeConnection.connect({ address: env.TEMPORAL_ADDRESS ?? '' });
const workers = await createWorkers({
  env,
  connection,
  activities: { orchestration: steps, authoring: steps, publishing: steps },
});
await Promise.all(workers.map((worker) => worker.run()));
await connection.close();
