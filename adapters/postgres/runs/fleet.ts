/** The fleet's processes as they say of themselves. */
import type { LibraryPrisma } from '../client.ts';

export interface FleetMember {
  id: string;
  role: string;
  host: string;
  pid: number;
  startedAt: Date;
}

/** Says that the process lives; forgets processes that were silent for a day. */
export async function reportAlive(prisma: LibraryPrisma, member: FleetMember): Promise<void> {
  const seenAt = new Date();
  await prisma.fleetProcess.upsert({ where: { id: member.id }, create: { ...member, seenAt }, update: { seenAt } });
  await prisma.fleetProcess.deleteMany({ where: { seenAt: { lt: new Date(seenAt.getTime() - 86_400_000) } } });
}

export const reportGone = async (prisma: LibraryPrisma, id: string): Promise<void> => {
  await prisma.fleetProcess.deleteMany({ where: { id } });
};
