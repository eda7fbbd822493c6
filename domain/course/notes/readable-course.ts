/**
 * A course as its book is made of it: notes of other programs become the Markdown that they mean. What the catalogue holds
 * stays as it was brought.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Course } from '../course.ts';
import { joinLines } from './source/lines.ts';
import { expandFormulas, takeDefinitions, type Macro } from './macros.ts';
import { withClosedFence } from './open-fence.ts';
import { readNotes } from './read-notes.ts';

export async function readableCourse(course: Course): Promise<Course> {
  const lectures = course.modules.flatMap((module) => module.lectures);
  const macros = new Map<string, Macro>();
  const markdown = await oneByOne(lectures, ({ notes }) => takeDefinitions(readableNotes(notes ?? ''), macros));
  const texts = await oneByOne(markdown, (text) => expandFormulas(text, macros));
  const textOf = new Map(lectures.map((lecture, index) => [lecture, texts[index] ?? '']));
  return {
    ...course,
    modules: course.modules.map((module) => ({
      ...module,
      lectures: module.lectures.map((lecture) => ({
        ...lecture,
        notes: lecture.notes === null ? null : (textOf.get(lecture) ?? ''),
      })),
    })),
  };
}

/** Other work has its turn between the lectures of a long course. */
async function oneByOne<Item>(items: readonly Item[], read: (item: Item) => string): Promise<string[]> {
  const texts: string[] = [];
  for (const item of items) {
    texts.push(read(item));
    await nextTurn();
  }
  return texts;
}

function readableNotes(notes: string): string {
  const { lines, form } = readNotes(notes);
  return form === 'html' ? joinLines(lines) : withClosedFence(joinLines(lines));
}
