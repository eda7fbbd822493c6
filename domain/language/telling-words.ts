/**
 * Short texts such as titles, where trigrams guess: words and letters that only one language uses.
 *
 * No language is named when English has as many such words as any other.
 */
import { detectLanguage } from './detect.ts';
import type { Script } from './scripts.ts';

const WORDS: Record<string, string> = {
  en: 'the and of for to with in how what from introduction learn course full beginners your using tutorial is on by',
  es: 'el los las del de la y para con desde introducción programación curso aprende básico una fundamentos cómo qué en un',
  pt: 'do da dos das de em o os para com introdução programação curso básico uma um fundamentos e não você ao aos iniciante desenvolvimento desenvolvedor',
  fr: 'le les des du de et pour avec cours apprendre une introduction à la débuter programmation aux dans initiation tutoriel',
  de: 'der die das und für von einführung grundlagen kurs ein eine lernen programmieren zum zur deutsch',
  it: 'il di gli della dei per con corso introduzione programmazione le delle nel e lezioni degli su',
  nl: 'het een van voor en met cursus leren inleiding de programmeren',
  pl: 'w dla na kurs się programowanie wprowadzenie podstawy od jak szkoła nauka do',
  tr: 've için ile dersleri eğitimi programlama giriş temel sıfırdan türkçe bir',
  id: 'belajar dan untuk dengan menjadi membuat dasar pemula cara bahasa pemrograman indonesia dari di',
  vi: 'lập trình và cho cơ bản học khóa của với từ hướng dẫn tiếng việt người',
  sv: 'och för att kurs med en programmering grunderna till',
  no: 'og for med kurs grunnleggende programmering innføring til en',
  da: 'og til med kursus grundlæggende programmering en introduktion af',
  fi: 'ja ohjelmointi perusteet kurssi johdatus ohjelmoinnin',
  ro: 'și în pentru cu introducere programare',
  cs: 'úvod kurz programování základy ve',
  hu: 'és az programozás bevezetés kezdőknek alapjai',
};
const TELLING = Object.entries(WORDS).map(([language, words]): [string, ReadonlySet<string>] => [
  language,
  new Set(words.split(' ')),
]);

/** Letters that one language of a script has and its neighbours have not; the first that is found decides. */
const LETTERS: Partial<Record<Script, [string, RegExp][]>> = {
  Latin: [
    ['vi', /[ơưđăạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]/iu],
    ['pl', /[ąęłśźż]/iu],
    ['tr', /[ğıİ]|ş/u],
    ['pt', /[ãõ]/iu],
    ['es', /[ñ¿¡]/iu],
    ['de', /ß/u],
    ['hu', /[őű]/iu],
    ['ro', /[țș]/iu],
    ['cs', /[ěřů]/iu],
  ],
  Cyrillic: [
    ['kk', /[әғқңөұүһ]/iu],
    ['uk', /[їєґ]/iu],
    ['be', /[ў]/iu],
    ['sr', /[ђћџљњј]/iu],
    ['ru', /[ыэё]/iu],
  ],
  Arabic: [
    ['ur', /[ٹڈڑںےھ]/u],
    ['fa', /[پچژگکی]/u],
    ['ar', /[ةىأإ]|(?:^|\s)ال/u],
  ],
};

export function tellingLanguage(script: Script, text: string): string | null {
  const letter = LETTERS[script]?.find(([, pattern]) => pattern.test(text));
  if (letter) return letter[0];
  if (script !== 'Latin') return null;
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const counts = TELLING.map(([language, telling]) => ({
    language,
    count: words.filter((word) => telling.has(word)).length,
  }));
  const most = Math.max(...counts.map(({ count }) => count));
  const first = counts.filter(({ count }) => count === most).map(({ language }) => language);
  if (most === 0 || first.includes('en')) return null;
  // “Curso de …”: of those that share the words, the one that the rest of the text is most like.
  const { scores } = detectLanguage(text);
  return first.reduce((best, language) => ((scores[language] ?? 0) > (scores[best] ?? 0) ? language : best));
}
