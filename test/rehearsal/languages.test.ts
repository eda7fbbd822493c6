/** The road from a title to a checked manuscript, with the rehearsal model as its writer, in languages that it has phrases for and in others. */
import { assembleChapter } from '../../domain/chapter/assemble.ts';
import type { StoredPart } from '../../domain/chapter/assemble.ts';
import { checkChapter } from '../../domain/chapter/check.ts';
import { chapterWaves } from '../../domain/chapter/waves.ts';
import type { Chapter } from '../../domain/chapter/chapter.ts';
import type { Course } from '../../domain/course/course.ts';
import { bookLanguage } from '../../domain/course/book-language.ts';
import type { ModelTask } from '../../domain/model/language-model.ts';
import { checkOutline, outlineFromCourse, outlineFromDraft } from '../../domain/outline/plan.ts';
import { outlineTask } from '../../domain/outline/prompt.ts';
import { checkBook } from '../../domain/quality/book.ts';
import { writeDraft } from '../../rehearsal/writers/write-reply.ts';
import { aCourse, aLecture, aModule, aStandard } from '../fixtures/builders.ts';
import { writePart } from '../fixtures/part-tasks.ts';

const standard = aStandard('scroll-rehearsal');

function draftOf<Draft>({ schemaName, schema, system, prompt }: ModelTask<Draft>): Draft {
  const task = { system, user: prompt, schemaName, jsonSchema: null, wantsJson: true };
  return schema.parse(writeDraft(task).draft);
}

/** Every veto that the gates have against the rehearsal's book of the course. */
async function vetoesOf(course: Course): Promise<string[]> {
  const language = bookLanguage(course, { isRehearsal: true });
  const base = { course, standard, language, findings: [] };
  const outline = outlineFromCourse(course, standard) ?? outlineFromDraft(course, draftOf(outlineTask(base)), standard);
  const chapters: Chapter[] = [];
  for (const plan of outline.chapters) {
    const input = { ...base, outline, chapterNumber: plan.number };
    const stored: StoredPart[] = [];
    for (const part of chapterWaves(plan, standard).flat()) {
      stored.push({ part, content: await writePart(input, part, { stored, ask: async (task) => draftOf(task) }) });
    }
    chapters.push(assembleChapter(plan, stored));
  }
  return [
    ...checkOutline(outline, { course, standard, language }),
    ...chapters.flatMap((chapter) => checkChapter({ chapter, course, outline, standard, language })),
    ...checkBook({ course, outline, chapters, standard, language }),
  ]
    .filter(({ severity }) => severity === 'veto')
    .map(({ rule, detail }) => `${rule}: ${detail}`);
}

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
