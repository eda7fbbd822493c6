/** A course with the notes of a very long book, made of a sample's own. */
import { fileURLToPath } from 'node:url';
import { readCourseFolder } from '../../adapters/catalogue/read-course-folder.ts';
import type { CatalogueCourse } from '../../domain/catalogue/catalogue-file.ts';

const SAMPLE = fileURLToPath(new URL('../../samples/psalms', import.meta.url));

/** At least `words` words of notes; each time that the sample's come again, every few words are others. */
export async function longCourse(words: number): Promise<CatalogueCourse> {
  const { courses } = await readCourseFolder(SAMPLE);
  const [sample] = courses;
  if (!sample) throw new Error(`Expected a course in ${SAMPLE}.`);
  const modules: CatalogueCourse['modules'] = [];
  let written = 0;
  for (let round = 0; written < words; round += 1) {
    for (const module of sample.modules) {
      if (written >= words) break;
      const lectures = module.lectures.map((lecture) => ({
        ...lecture,
        title: otherTitle(lecture.title, round),
        notes: lecture.notes && otherWords(lecture.notes, round),
      }));
      written += lectures.reduce((sum, { notes }) => sum + (notes?.split(/\s+/).length ?? 0), 0);
      modules.push({ ...module, title: otherTitle(module.title, round), lectures });
    }
  }
  return { ...sample, code: 'LONG-1', modules };
}

const otherTitle = (title: string, round: number): string => (round === 0 ? title : `${title} (${round + 1})`);

const otherWords = (text: string, round: number): string =>
  round === 0 ? text : text.replace(/\b(the|of|and|in) (\p{L}+)/gu, `$1 $2${'aeiou'[round % 5]}`);
