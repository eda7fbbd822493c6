import { bookLanguage, checkBookLanguage, framedNotice } from '../../../domain/course/book-language.ts';
import type { Course } from '../../../domain/course/course.ts';
import { aCourse, aLecture, aModule } from '../../fixtures/builders.ts';

const bare = (title: string, language: string | null = null): Course =>
  aCourse({ title, language, description: null, modules: [] });
const rehearsed = (course: Course) => ({ ...bookLanguage(course, { isRehearsal: true }), course });

const GERMAN =
  'Die Hefe lebt vom Zucker des Mehls und gibt dabei ein Gas ab, das den Teig hebt. Wer den Teig kalt stellt, der ' +
  'hält sie auf, und wer ihn zu heiß macht, der tötet sie. Darum achten die Bäcker auf das Wasser und auf die Zeit, ' +
  'bis das Brot im Ofen steht und seine Kruste bekommt.';

describe('bookLanguage', () => {
  it('is the course’s own language for a real model, whatever language it is', () => {
    expect(bookLanguage(bare('Utangulizi wa Historia ya Afrika', 'sw'), { isRehearsal: false })).toMatchObject({
      language: 'sw',
      direction: 'ltr',
      insteadOf: null,
    });
  });

  it('is the course’s own language for a rehearsal that has phrases in it', () => {
    expect(rehearsed(bare('Programación', 'es-MX'))).toMatchObject({ language: 'es-MX', insteadOf: null });
    expect(rehearsed(bare('中国历史导论'))).toMatchObject({ language: 'zh', insteadOf: null });
  });

  it.each([
    ['བོད་ཀྱི་ལོ་རྒྱུས་ངོ་སྤྲོད།', null, 'bo'],
    ['Utangulizi wa Historia ya Afrika', 'sw', 'sw'],
    ['Programação', 'pt-BR', 'pt-BR'],
    ['中國歷史導論', null, 'zh-Hant'],
    ['ਪੰਜਾਬ', 'pa-Arab', 'pa-Arab'],
    ['101', null, 'und'],
  ])('is English for a rehearsal of %s, and names the language that it does not have', (title, language, insteadOf) => {
    expect(rehearsed(bare(title, language))).toMatchObject({ language: 'en', direction: 'ltr', insteadOf });
  });
});

describe('checkBookLanguage', () => {
  const notes = (text: string): Course =>
    aCourse({ language: 'en', modules: [aModule({ lectures: [aLecture({ notes: text })] })] });

  it('takes the course’s own words in a rehearsal for what they are, in whatever language', () => {
    expect(checkBookLanguage(GERMAN, rehearsed(notes(GERMAN)))).toEqual({ status: 'ok', detected: 'de' });
  });

  it('finds what is in none of the course’s languages', () => {
    expect(checkBookLanguage(GERMAN, rehearsed(bare('Baking bread', 'en'))).status).toBe('wrong');
    expect(checkBookLanguage(GERMAN, { ...rehearsed(notes(GERMAN)), copies: 'nothing' }).status).toBe('wrong');
  });

  it('says that a language is not checked where nothing can judge it', () => {
    const klingon =
      'tlhIngan maH taHjaj Qapla ghobe luj naDev vaS peng yIqem puqloD wo batlh Hegh vIneH jatlh chaH '.repeat(4);

    expect(checkBookLanguage(klingon, rehearsed(notes(klingon))).status).toBe('notChecked');
  });
});

describe('framedNotice', () => {
  it('names the course’s language, or says that it is not known', () => {
    expect(framedNotice('bo')).toContain('Tibetan (bo)');
    expect(framedNotice('und')).toContain('could not be told');
  });
});
