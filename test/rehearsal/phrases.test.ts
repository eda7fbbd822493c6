import { aStandard } from '../fixtures/builders.ts';
import { frameDraftSchema } from '../../domain/chapter/parts/frame.ts';
import { SectionDraftSchema } from '../../domain/chapter/parts/section.ts';
import { StudyDraftSchema } from '../../domain/chapter/parts/study.ts';
import { REHEARSAL_LANGUAGES } from '../../domain/course/book-language.ts';
import { OutlineDraftSchema } from '../../domain/outline/outline.ts';
import { PHRASE_LANGUAGES, phrasesFor } from '../../rehearsal/phrases/phrases.ts';
import type { Phrases } from '../../rehearsal/phrases/phrases.ts';
import { aDraft, COURSE, READINGS } from './a-request.ts';

const placesOf = (phrase: string): string[] => (phrase.match(/\{[^}]*\}/g) ?? []).sort();

/** Every phrase with the places that it must hold. */
function phrasesWithPlaces(phrases: Phrases, language: string): [string, string[]][] {
  const steps = [
    phrases.ignition,
    phrases.activation,
    phrases.demonstration,
    phrases.reflection,
    phrases.commission,
    phrases.download,
  ];
  const one = (...texts: string[]): [string, string[]][] => texts.map((text) => [text, ['{section}']]);
  return [
    ...phrases.angles.flat().map((text): [string, string[]] => [text, []]),
    ...[phrases.brief, ...phrases.bare].map((text): [string, string[]] => [text, ['{section}', '{title}']]),
    ...steps.flatMap(([, first, second]) => one(first, second)),
    ...steps.slice(0, 5).map(([opening]): [string, string[]] => [opening, ['{chapter}']]),
    [phrases.download[0], ['{chapter}', '{list}']],
    [phrases.summary[0], ['{chapter}', '{first}', '{last}']],
    ...one(
      phrases.quoted,
      phrases.summary[1],
      ...phrases.objectives,
      phrases.says,
      phrases.begins,
      phrases.ends,
      phrases.gap,
    ),
    ...one(...phrases.open.flat(), ...phrases.discuss.slice(0, 2)),
    [phrases.means, ['{section}', '{term}']],
    [phrases.discuss[2] ?? '', ['{chapter}']],
    // Themes are written in English, and have no place in a sentence of another language.
    ...phrases.scripture.map((text): [string, string[]] => [
      text,
      language === 'en' ? ['{chapter}', '{theme}'] : ['{chapter}'],
    ]),
  ];
}

describe.each(PHRASE_LANGUAGES)('phrases in %s', (language) => {
  const phrases = phrasesFor(language);

  it('hold the places that they must hold', () => {
    for (const [phrase, places] of phrasesWithPlaces(phrases, language))
      expect([phrase, placesOf(phrase)]).toEqual([phrase, places]);
    for (const phrase of phrases.ask) expect(placesOf(phrase)).toContain('{section}');
  });

  it('give twelve sides, eight questions and no phrase twice', () => {
    const all = phrasesWithPlaces(phrases, language).map(([phrase]) => phrase);
    expect(phrases.angles).toHaveLength(12);
    expect(phrases.ask).toHaveLength(8);
    expect(new Set([...all, ...phrases.ask]).size).toBe(all.length + 8);
  });

  it('make a book of a bare title in which no line stands twice', () => {
    const course = { ...COURSE, language, title: 'HTML5 & CSS3' };
    const { chapters } = OutlineDraftSchema.parse(aDraft('outline_draft', { course }));
    const lines = chapters.flatMap(({ title, sections }, index) => {
      const chapter = { number: index + 1, title, part: null, of: chapters.length };
      const written = sections.map((section, place) => {
        const asked = { number: place + 1, title: section.title, brief: section.brief };
        const { body } = SectionDraftSchema.parse(
          aDraft('section_draft', { course, chapter, section: asked, lectures: [] }),
        );
        return { number: place + 1, title: section.title, text: body };
      });
      const frame = frameDraftSchema(aStandard()).parse(aDraft('frame_draft', { course, chapter, sections: written }));
      const study = StudyDraftSchema.parse(
        aDraft('study_draft', { course, chapter, sections: written, readings: READINGS }),
      );
      return [
        ...written.map(({ text }) => text),
        ...frame.objectives,
        ...Object.values(frame.steps),
        frame.summary,
        ...study.exercises.flatMap(({ question, solution }) => [question, solution]),
        ...study.discussionQuestions,
        ...study.scripture.map(({ connection }) => connection),
      ].flatMap((text) => text.split('\n').filter((line) => line.trim() !== ''));
    });
    const twice = lines.filter((line, index) => lines.indexOf(line) < index);
    expect(twice).toEqual([]);
  });
});

it('has phrases in the languages that a rehearsal may be in', () => {
  expect([...PHRASE_LANGUAGES].sort()).toEqual([...REHEARSAL_LANGUAGES].sort());
});

it('falls back to the base language and then to English', () => {
  expect(phrasesFor('zh-SG')).toBe(phrasesFor('zh'));
  expect(phrasesFor('es_MX')).toBe(phrasesFor('es'));
  expect(phrasesFor('zh_TW')).toBe(phrasesFor('en'));
  expect(phrasesFor('xx')).toBe(phrasesFor('en'));
  expect(phrasesFor('')).toBe(phrasesFor('en'));
});
