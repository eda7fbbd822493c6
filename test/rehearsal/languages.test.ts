/** The road from a title to a checked manuscript, with the rehearsal model as its writer, in languages that it has phrases for and in others. */
import type { Course } from '../../domain/course/course.ts';
import { aCourse, aLecture, aModule } from '../fixtures/builders.ts';
import { rehearse } from '../fixtures/rehearse.ts';

const vetoesOf = async (course: Course): Promise<string[]> =>
  (await rehearse(course)).vetoes.map(({ rule, detail }) => `${rule}: ${detail}`);

const TITLES = [
  'Utangulizi wa Historia ya Afrika',
  'Isingeniso Emlandweni wase-Afrika',
  'የኢትዮጵያ ታሪክ መግቢያ',
  'Úvod do dějin českých zemí',
  'Монголын түүхийн удиртгал',
  'საქართველოს ისტორიის შესავალი',
  'د افغانستان د تاریخ پېژندنه',
  'ગુજરાતના ઇતિહાસનો પરિચય',
  'ދިވެހިރާއްޖޭގެ ތާރީޚުގެ ތަޢާރަފު',
  'བོད་ཀྱི་ལོ་རྒྱུས་ངོ་སྤྲོད།',
  '中國歷史導論',
  'ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ',
  '+++',
  'Georgian 101 / ქართული',
];

describe.each(TITLES)('a rehearsal of “%s”', (title) => {
  it('passes its gates with nothing but the title', async () => {
    expect(await vetoesOf(aCourse({ title, description: null, language: null, modules: [] }))).toEqual([]);
  });

  it('passes its gates with notes like the title in a catalogue that calls every course English', async () => {
    const notes = Array.from({ length: 12 }, (_, index) => `${title} ${index + 1}.`).join(' ');
    const modules = [1, 2].map((number) =>
      aModule({
        title: `${title} ${number}`,
        lectures: [aLecture({ title: `${title} ${number}.1`, notes: number === 1 ? notes : null, objectives: [] })],
      }),
    );

    expect(await vetoesOf(aCourse({ title, description: null, language: 'en', modules }))).toEqual([]);
  });
});
