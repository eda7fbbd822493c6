import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnv } from '../../../adapters/env.ts';
import { connectModels, readPrices } from '../../../adapters/model/connect.ts';
import { probeModel } from '../../../adapters/model/probe.ts';
import { createCallLedger } from '../../../adapters/postgres/calls/call-ledger.ts';
import { createSlotStore } from '../../../adapters/postgres/calls/slot-store.ts';
import { silentLogger } from '../../../adapters/logging/logger.ts';
import { API_KEY, complete, failureOf, openBench, SOUND, type ModelBench, textWith } from './bench.ts';
import { says, sendJson, startModelServer } from '../../fakes/model-server.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await openBench();
});
beforeEach(() => bench.reset());
afterAll(() => bench.close());

const REHEARSAL = { 'x-scroll-rehearsal': '1' };
const connect = (env: Record<string, string>) =>
  connectModels({
    env: readEnv({ OPENAI_BASE_URL: bench.server.baseUrl, OPENAI_MODEL: 'a-model', ...env }),
    ledger: createCallLedger(bench.prisma),
    slotStore: createSlotStore(bench.prisma),
    logger: silentLogger,
  });

describe('a server', () => {
  const probe = () => probeModel({ baseUrl: bench.server.baseUrl, apiKey: API_KEY, model: 'a-model' });

  it('is the rehearsal model when it says so itself', async () => {
    bench.server.scriptModels((response) => sendJson(response, 200, { data: [{ id: 'scroll-rehearsal' }] }, REHEARSAL));

    expect(await probe()).toEqual({ isRehearsal: true, isAccessGranted: true, hasModel: false });
  });

  it.each([
    [
      'lists its models',
      200,
      { data: [{ id: 'a-model' }] },
      { isRehearsal: false, isAccessGranted: true, hasModel: true },
    ],
    ['does not know the question', 404, {}, { isRehearsal: false, isAccessGranted: true, hasModel: null }],
    ['answers something else', 200, { hello: 1 }, { isRehearsal: false, isAccessGranted: true, hasModel: null }],
    [
      'refuses the key',
      401,
      { error: { message: 'no' } },
      { isRehearsal: false, isAccessGranted: false, hasModel: null },
    ],
  ])('that %s is a real one', async (_how, status, body, found) => {
    bench.server.scriptModels((response) => sendJson(response, status, body));

    expect(await probe()).toEqual(found);
  });

  it('is not taken for a real one because of one bad moment', async () => {
    let count = 0;
    bench.server.scriptModels((response) => {
      count += 1;
      if (count < 3) sendJson(response, 500, {});
      else sendJson(response, 200, { data: [] }, REHEARSAL);
    });

    expect(await probe()).toMatchObject({ isRehearsal: true });
  });

  it('that loads its model is waited for, longer than one that is not there', async () => {
    let count = 0;
    bench.server.scriptModels((response) => {
      count += 1;
      if (count < 8) sendJson(response, 503, { error: { code: 503, message: 'Loading model' } });
      else sendJson(response, 200, { data: [{ id: 'a-model' }] });
    });

    expect(await probe()).toMatchObject({ hasModel: true });
  });

  it('that is not there is told with its address and what to do', async () => {
    const gone = await startModelServer();
    await gone.close();

    expect(await failureOf(probeModel({ baseUrl: gone.baseUrl, apiKey: API_KEY, model: 'x' }))).toMatchObject({
      code: 'ModelUnreachable',
      message: textWith(/127\.0\.0\.1:\d+\/v1 cannot be reached: ECONNREFUSED\. Is it running.*OPENAI_BASE_URL/),
    });
  });
});

describe('the models of a process', () => {
  it('are the writer, who judges too when the environment names no judge', async () => {
    const { writer, judges } = await connect({});

    expect(writer).toMatchObject({ name: 'a-model', isRehearsal: false });
    expect(judges).toEqual([writer]);
  });

  it('are the judges that it names, each once', async () => {
    const { judges } = await connect({ OPENAI_JUDGE_MODELS: 'judge-a, a-model,judge-a , judge-b' });

    expect(judges.map(({ name }) => name)).toEqual(['judge-a', 'a-model', 'judge-b']);
  });

  it('are the rehearsal model alone, under its own name and for nothing, when the server is one', async () => {
    bench.server.scriptModels((response) => sendJson(response, 200, { data: [] }, REHEARSAL));
    bench.server.script(says(SOUND, { headers: REHEARSAL }));
    const { writer, judges } = await connect({
      OPENAI_JUDGE_MODELS: 'judge-a',
      OPENAI_STRUCTURED_OUTPUT: 'json_schema',
    });
    await complete(writer);

    expect(writer).toMatchObject({ name: 'scroll-rehearsal', isRehearsal: true });
    expect(judges).toEqual([writer]);
    expect(bench.server.requests[0]?.body.model).toBe('scroll-rehearsal');
    const row = await bench.prisma.modelCall.findFirstOrThrow();
    expect({ ...row, costUsd: Number(row.costUsd) }).toMatchObject({ isRehearsal: true, costUsd: 0 });
  });

  it('pause the run when a server becomes the rehearsal model behind their back', async () => {
    bench.server.script(says(SOUND, { headers: REHEARSAL }));
    const { writer } = await connect({ OPENAI_STRUCTURED_OUTPUT: 'json_schema' });

    expect(await failureOf(complete(writer))).toMatchObject({
      code: 'ModelAccessDenied',
      message: textWith('restart the workers'),
    });
    expect(await bench.prisma.modelCall.count({ where: { status: 'answered' } })).toBe(0);
  });

  it('are refused when the environment names none', async () => {
    expect(
      await failureOf(
        connectModels({
          env: readEnv({ A: '1' }),
          ledger: createCallLedger(bench.prisma),
          slotStore: createSlotStore(bench.prisma),
          logger: silentLogger,
        }),
      ),
    ).toMatchObject({
      code: 'InputInvalid',
      message: textWith('OPENAI_API_KEY'),
    });
  });
});

describe('the price table', () => {
  it('is the one of the project unless the environment names another', () => {
    expect(readPrices('prices.json').models).toHaveProperty('scroll-rehearsal');
  });

  it('is refused with its path and what is wrong', () => {
    const folder = mkdtempSync(join(tmpdir(), 'prices-'));
    const file = join(folder, 'mine.json');
    writeFileSync(file, '{"date": "soon", "source": "me", "models": {}}');

    expect(() => readPrices(file)).toThrow(/mine\.json \(PRICES_FILE\) cannot be read: [\s\S]*date/);
    expect(() => readPrices(join(folder, 'none.json'))).toThrow(/none\.json/);
    rmSync(folder, { recursive: true });
  });
});
