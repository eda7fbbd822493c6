import {
  countCourses,
  findCourse,
  knownCodes,
  knownLevels,
  knownSubjects,
} from '../../../../adapters/postgres/catalogue/catalogue-queries.ts';
import { importCatalogue } from '../../../../adapters/postgres/catalogue/catalogue-store.ts';
import { createPrisma, type LibraryPrisma } from '../../../../adapters/postgres/client.ts';
import { parseCatalogue } from '../../../../domain/catalogue/parse-catalogue.ts';
import { createTestDatabase, type TestDatabase } from '../../../services.ts';

let database: TestDatabase;
let prisma: LibraryPrisma;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url, { poolSize: 2 });
  const { courses } = parseCatalogue([
    { code: 'TH-101', title: 'Psalms', subject: 'Theology', level: 'Beginner' },
    { code: 'th-101', title: 'Psalms, evening class', subject: 'theology', level: 'beginner ' },
    { code: 'TH_101', title: 'Hymns', subject: 'Theology', level: 'beginner' },
    { title: 'No labels' },
    { title: 'History', subject: 'Écriture' },
  ]);
  await importCatalogue(database.url, courses);
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

describe('what the command line asks of the catalogue', () => {
  it('is every subject once, in the spelling that most courses use', async () => {
    expect(await knownSubjects(prisma)).toEqual(['Écriture', 'Theology']);
  });

  it('is every level once', async () => {
    expect(await knownLevels(prisma)).toEqual(['beginner']);
  });

  it('is every code', async () => {
    expect((await knownCodes(prisma)).sort()).toEqual(['TH-101', 'TH_101', 'th-101']);
  });

  it('is how many courses there are', async () => {
    expect(await countCourses(prisma)).toBe(5);
  });

  it.each([
    ['TH-101', 'Psalms'],
    ['th-101', 'Psalms, evening class'],
    ['Th_101', 'Hymns'],
    [' TH_101 ', 'Hymns'],
  ])('finds the course %j by its code', async (code, title) => {
    expect(await findCourse(prisma, code)).toMatchObject({ title });
  });

  it('finds a course by its id, in capitals too', async () => {
    const { id } = await prisma.course.findFirstOrThrow({ where: { title: 'No labels' } });

    expect(await findCourse(prisma, id.toUpperCase())).toEqual({ id, code: null, title: 'No labels' });
  });

  it.each([['TH%'], ['th'], [''], ['00000000-0000-0000-0000-000000000000']])('finds nothing for %j', async (code) => {
    expect(await findCourse(prisma, code)).toBeNull();
  });
});
