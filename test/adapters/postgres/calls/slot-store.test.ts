import { createSlotStore } from '../../../../adapters/postgres/calls/slot-store.ts';
import { createPrisma, type LibraryPrisma } from '../../../../adapters/postgres/client.ts';
import type { CallEnd, CallGrant, CallReport, SlotStore } from '../../../../domain/model/call-slots.ts';
import { createTestDatabase, type TestDatabase } from '../../../services.ts';

const SERVER = 'http://model/v1';
let database: TestDatabase;
let prisma: LibraryPrisma;
let store: SlotStore;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url, { poolSize: 6 });
  store = createSlotStore(prisma);
});
beforeEach(async () => {
  await prisma.modelServer.deleteMany();
  await prisma.modelCaller.deleteMany();
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

const ends = (count: number, end: CallEnd, ageMs = 0): CallReport['ended'] =>
  Array.from({ length: count }, () => ({ end, ageMs, firstTokenMs: 10 }));
const report = (change: Partial<CallReport>): Promise<CallGrant> =>
  store.reportCalls({ server: SERVER, caller: 'a', held: 0, wanted: 0, most: 1_000, ended: [], ...change });
const limit = () => prisma.modelServer.findUniqueOrThrow({ where: { server: SERVER } });

/** One caller that always wants more: round after round, all that it holds is answered. */
async function rounds(count: number): Promise<number> {
  let held = (await report({ wanted: 1_000 })).granted;
  for (let round = 0; round < count; round += 1)
    held = (await report({ wanted: 1_000, ended: ends(held, 'answered') })).granted;
  return held;
}

describe('a server that bears everything', () => {
  it('is asked for twice as much in each round', async () => {
    expect(await rounds(0)).toBe(4);
    expect(await rounds(1)).toBe(8);
    expect(await rounds(3)).toBe(64);
  });

  it('is asked for no more than the operator allows', async () => {
    expect(await report({ wanted: 40, most: 2 })).toMatchObject({ granted: 2, atOnce: 2 });
    expect(await report({ held: 2, wanted: 40, most: 2 })).toMatchObject({ granted: 0 });
  });

  it('learns nothing from answers while its limit is not used up', async () => {
    await report({ wanted: 1 });
    await report({ ended: ends(1, 'answered') });

    expect(await limit()).toMatchObject({ callLimit: 4 });
  });
});

describe('a server that fails', () => {
  it('is asked one at a time after a first cut among four', async () => {
    await rounds(0);
    await report({ held: 3, ended: ends(1, 'lost', 0) });

    expect(await limit()).toMatchObject({ callLimit: 1, ceiling: 2 });
  });

  it('tries its ceiling after 4, 16, 64 lone answers', async () => {
    await rounds(0);
    await report({ held: 3, ended: ends(1, 'lost') });
    const answersUntilTwo = async (): Promise<number> => {
      for (let answers = 0; ; answers += 1) {
        if ((await limit()).callLimit === 2) return answers;
        await report({ ended: ends(1, 'answered') });
      }
    };
    const tried: number[] = [];
    for (let time = 0; time < 3; time += 1) {
      tried.push(await answersUntilTwo());
      await report({ wanted: 2 });
      await report({ held: 1, ended: ends(1, 'lost') });
    }

    expect(tried).toEqual([4, 16, 64]);
  });

  it('that turns out to bear its ceiling is soon asked for everything again', async () => {
    await rounds(0);
    await report({ held: 3, ended: ends(1, 'lost') });
    for (let answers = 0; answers < 4; answers += 1) await report({ ended: ends(1, 'answered') });

    expect(await rounds(5)).toBeGreaterThanOrEqual(32);
  });

  it('halves once, though everything in hand is refused', async () => {
    await rounds(3);
    await report({ held: 63, ended: ends(1, 'refused', 100) });
    await report({ ended: ends(63, 'refused', 100) });

    expect(await limit()).toMatchObject({ callLimit: 16, ceiling: 32 });
  });

  it('is not slowed down by a cut now and then', async () => {
    const held = await rounds(3);
    await report({ held: held - 2, ended: [...ends(1, 'lost'), ...ends(1, 'answered')] });

    expect((await limit()).callLimit).toBeGreaterThanOrEqual(held);
  });

  it('is not blamed for a call that was alone', async () => {
    await report({ wanted: 1 });
    await report({ ended: ends(1, 'lost') });

    expect(await limit()).toMatchObject({ callLimit: 4 });
  });
});

describe('callers', () => {
  it('share one limit', async () => {
    expect(await report({ wanted: 3 })).toMatchObject({ granted: 3 });
    expect(await report({ caller: 'b', wanted: 3 })).toMatchObject({ granted: 1, inHand: 3 });
    expect(await report({ held: 3, wanted: 1 })).toMatchObject({ granted: 0, inHand: 4 });
  });

  it('never hold more than the limit, however many ask in one moment', async () => {
    const grants = await Promise.all(
      Array.from({ length: 20 }, (_, number) => report({ caller: `caller ${number}`, wanted: 1 })),
    );

    expect(grants.filter(({ granted }) => granted === 1)).toHaveLength(4);
  });

  it('that are silent for 15 seconds are dead, and what they held is free', async () => {
    await report({ wanted: 4 });
    await prisma.$executeRaw`UPDATE model_callers SET seen_at = seen_at - interval '16 seconds'`;

    expect(await report({ caller: 'b', wanted: 4 })).toMatchObject({ granted: 4, inHand: 0 });
  });

  it('that wait go before one that has just had its turn', async () => {
    await report({ wanted: 4 });
    await report({ caller: 'b', wanted: 2 });
    await prisma.$executeRaw`UPDATE model_callers SET waiting_since = waiting_since - interval '1 second' WHERE caller = 'b'`;

    expect(await report({ held: 3, wanted: 1 })).toMatchObject({ granted: 0 });
    expect(await report({ caller: 'b', wanted: 2 })).toMatchObject({ granted: 1 });
  });
});
