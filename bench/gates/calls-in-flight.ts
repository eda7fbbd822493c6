/** Model calls that are in flight until they are ended, each a step that beats as on a worker. */
import { MockActivityEnvironment } from '@temporalio/testing';
import { z } from 'zod';
import { withHeartbeat } from '../../activities/heartbeat.ts';
import type { LanguageModel } from '../../domain/model/language-model.ts';

export interface CallsInFlight {
  /** Ends the calls and waits for their replies. */
  finish: () => Promise<{ answered: number; asked: number; longestSilenceMs: number }>;
}

const SCHEMA = z.strictObject({ text: z.string() });

export async function beginCalls(
  model: LanguageModel,
  { count, server, place }: { count: number; server: string; place: { courseId: string; bookId: string } },
): Promise<CallsInFlight> {
  let longestSilenceMs = 0;
  const calls = Array.from({ length: count }, (_, index) => {
    const activity = new MockActivityEnvironment();
    let beatAt = performance.now();
    activity.on('heartbeat', () => {
      const now = performance.now();
      longestSilenceMs = Math.max(longestSilenceMs, now - beatAt);
      beatAt = now;
    });
    const task = {
      schemaName: 'text',
      schema: SCHEMA,
      system: 'Write.',
      prompt: `Text ${index}.`,
      maxOutputTokens: 100_000,
      check: () => [],
    };
    const at = { ...place, runId: null, purpose: 'section', chapter: 999, part: `section:${index}`, revision: 0 };
    return activity.run(() =>
      withHeartbeat(({ signal, note }) => model.complete(at, task, { signal, onProgress: note })),
    );
  });
  const asked = async (): Promise<number> => Number(await (await fetch(`${server}/asked`)).text());
  while ((await asked()) < count) await new Promise((resolve) => setTimeout(resolve, 100));
  return {
    async finish() {
      await fetch(`${server}/finish`, { method: 'POST' });
      const answers = await Promise.all(calls);
      return { answered: answers.length, asked: await asked(), longestSilenceMs };
    },
  };
}
