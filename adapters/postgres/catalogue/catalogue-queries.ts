/** What the command line asks of the catalogue. Capitals never matter. */
import { z } from 'zod';
import type { LibraryPrisma } from '../client.ts';
import { reachingDatabase } from '../database-errors.ts';

/** Every subject once, in order of the alphabet, in the spelling that most courses use. */
export async function knownSubjects(prisma: LibraryPrisma): Promise<string[]> {
  const groups = await reachingDatabase(() => prisma.course.groupBy({ by: ['subject'], _count: { _all: true } }));
  return oneSpelling(groups.map(({ subject, _count }) => ({ label: subject, courses: _count._all })));
}

/** Every level once, in order of the alphabet, in the spelling that most courses use. */
export async function knownLevels(prisma: LibraryPrisma): Promise<string[]> {
  const groups = await reachingDatabase(() => prisma.course.groupBy({ by: ['level'], _count: { _all: true } }));
  return oneSpelling(groups.map(({ level, _count }) => ({ label: level, courses: _count._all })));
}

/** Every code of the catalogue, in order. */
export async function knownCodes(prisma: LibraryPrisma): Promise<string[]> {
  const rows = await reachingDatabase(() =>
    prisma.course.findMany({ where: { code: { not: null } }, select: { code: true }, orderBy: { code: 'asc' } }),
  );
  return rows.flatMap(({ code }) => code ?? []);
}

/** Those of the codes that the catalogue has, in order. */
export async function existingCodes(prisma: LibraryPrisma, codes: readonly string[]): Promise<string[]> {
  const rows = await reachingDatabase(
    () => prisma.$queryRaw<{ code: string }[]>`SELECT code FROM courses WHERE code = ANY (${[...codes]}) ORDER BY code`,
  );
  return rows.map(({ code }) => code);
}

function oneSpelling(groups: { label: string | null; courses: number }[]): string[] {
  const spellings = new Map<string, string>();
  for (const { label } of groups.sort((a, b) => b.courses - a.courses)) {
    const trimmed = label?.trim();
    if (trimmed && !spellings.has(trimmed.toLowerCase())) spellings.set(trimmed.toLowerCase(), trimmed);
  }
  return [...spellings.values()].sort((a, b) => a.localeCompare(b, 'en'));
}

export interface FoundCourse {
  id: string;
  code: string | null;
  title: string;
}

/** By id or by code; a code in the very spelling goes before one in other capitals. Null when there is none. */
export async function findCourse(prisma: LibraryPrisma, idOrCode: string): Promise<FoundCourse | null> {
  const wanted = idOrCode.trim();
  const select = { id: true, code: true, title: true } as const;
  return reachingDatabase(async () => {
    if (z.guid().safeParse(wanted).success) return prisma.course.findUnique({ where: { id: wanted }, select });
    const matches = await prisma.course.findMany({
      where: { code: { equals: wanted.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } },
      select,
      orderBy: { code: 'asc' },
    });
    return matches.find(({ code }) => code === wanted) ?? matches[0] ?? null;
  });
}

export async function countCourses(prisma: LibraryPrisma): Promise<number> {
  return reachingDatabase(() => prisma.course.count());
}
