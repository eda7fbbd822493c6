import { loadCourse } from '../../../../adapters/postgres/catalogue/course-rows.ts';
import { createPrisma, type LibraryPrisma } from '../../../../adapters/postgres/client.ts';
import { createTestDatabase, type TestDatabase } from '../../../services.ts';

let database: TestDatabase;
let prisma: LibraryPrisma;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url, { poolSize: 2 });
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

it('a course is read with its modules, lectures and resources, in order', async () => {
  const { id } = await prisma.course.create({
    data: {
      title: 'Bread',
      modules: {
        create: [
          { title: 'Crust', position: 2 },
          {
            title: 'Dough',
            position: 1,
            lectures: {
              create: [
                { title: 'Rest', position: 2 },
                { title: 'Kneading', position: 1, notes: 'Fold it.', objectives: ['Fold.'], references: ['Prov.6.6'] },
              ],
            },
          },
        ],
      },
      resources: { create: [{ title: 'The Baker at Work', position: 1 }] },
    },
  });

  expect(await loadCourse(prisma, id)).toMatchObject({
    modules: [
      {
        title: 'Dough',
        lectures: [
          { title: 'Kneading', notes: 'Fold it.', objectives: ['Fold.'] },
          { title: 'Rest', notes: null },
        ],
      },
      { title: 'Crust', lectures: [] },
    ],
    resources: [{ title: 'The Baker at Work' }],
  });
});
