/** The fleet's processes as they say of themselves. Times are the database's: the clocks of the machines may differ. */
import type { LibraryPrisma } from '../client.ts';
import { reachingDatabase } from '../database-errors.ts';

export interface FleetMember {
  id: string;
  role: string;
  host: string;
  pid: number;
  startedAt: Date;
}

/** Says that the process lives; forgets processes that were silent for a day. */
export async function reportAlive({ pool }: LibraryPrisma, member: FleetMember): Promise<void> {
  const { id, role, host, pid, startedAt } = member;
  await pool.query(
    `WITH silent AS (DELETE FROM fleet_processes WHERE seen_at < now() - interval '1 day' AND id <> $1)
     INSERT INTO fleet_processes (id, role, host, pid, started_at, seen_at) VALUES ($1, $2, $3, $4, $5, now())
     ON CONFLICT (id) DO UPDATE SET seen_at = now()`,
    [id, role, host, pid, startedAt],
  );
}

export const reportGone = async (prisma: LibraryPrisma, id: string): Promise<void> => {
  await prisma.fleetProcess.deleteMany({ where: { id } });
};

/** Processes that said in the last 15 seconds that they live; the others are taken for dead. */
export async function findFleet({ pool }: LibraryPrisma): Promise<(FleetMember & { seenAt: Date })[]> {
  const { rows } = await reachingDatabase(() =>
    pool.query<FleetMember & { seenAt: Date }>(
      `SELECT id, role, host, pid, started_at AS "startedAt", seen_at AS "seenAt" FROM fleet_processes
       WHERE seen_at > now() - interval '15 seconds' ORDER BY id`,
    ),
  );
  return rows;
}
