/**
 * Short texts such as titles, where trigrams guess: words and letters that only one language, or few, use.
 *
 * No language is named when English has as many such words as any other.
 */
import { detectLanguage } from './detect.ts';
import type { Script } from './scripts.ts';
import { tellingByLetters } from './telling-letters.ts';

const WORDS: Record<string, string> = {
  en: 'the and of for to with in how what from introduction learn course full beginners your using tutorial is on by',
  es: 'el los las del de la y para con desde introducción programación curso aprende básico una fundamentos cómo qué en un historia',
  pt: 'do da dos das de em o os para com introdução programação curso básico uma um fundamentos e não você ao aos iniciante desenvolvimento desenvolvedor história',
  fr: 'le les des du de et pour avec cours apprendre une introduction à la débuter programmation aux dans initiation tutoriel histoire',
  de: 'der die das und für von einführung grundlagen kurs ein eine lernen programmieren zum zur deutsch',
  it: 'il di gli della dei per con corso introduzione programmazione le delle nel e lezioni degli su',
  nl: 'het een van voor en met tot cursus leren inleiding de programmeren',
  pl: 'w dla na kurs się programowanie wprowadzenie podstawy od jak szkoła nauka historia',
  tr: 've için ile dersleri eğitimi programlama giriş temel sıfırdan türkçe bir',
  id: 'belajar dan untuk dengan menjadi membuat dasar pemula cara bahasa pemrograman indonesia dari di',
  vi: 'lập trình và cho cơ bản học khóa của với từ hướng dẫn tiếng việt người',
  sv: 'och för att kurs med en programmering grunderna till',
  no: 'og for med kurs grunnleggende programmering innføring til en norsk norges',
  da: 'og til med kursus grundlæggende programmering en introduktion af indføring dansk danmarks',
  fi: 'ja ohjelmointi perusteet kurssi johdatus ohjelmoinnin',
  ro: 'de și în pentru cu introducere programare istoria din limba bazele curs',
  cs: 'úvod kurz programování základy ve dějin dějiny čeština',
  hu: 'és az programozás bevezetés kezdőknek alapjai',
  sk: 'úvod kurz programovania základy vo pre dejín dejiny slovenčina',
  sl: 'uvod za osnove programiranja tečaj zgodovina zgodovino slovenščina',
  hr: 'uvod za osnove programiranja tečaj povijest hrvatski hrvatska',
  bs: 'uvod za osnove programiranja kurs historija historiju bosanski bosna',
  'sr-Latn': 'uvod za osnove programiranja kurs istorija istoriju srpski srbija',
  lt: 'ir įvadas į istorija istorijos pagrindai kursas lietuvių programavimo',
  lv: 'un ievads vēsture vēsturē pamati kurss latviešu programmēšanas',
  et: 'ja sissejuhatus ajalugu ajalukku alused kursus eesti programmeerimise',
  sq: 'në dhe për hyrje historia historinë bazat kurs shqip gjuha të',
  ca: 'la les de del dels per amb introducció història curs fonaments aprèn català programació',
  gl: 'de da do e para á introdución historia curso fundamentos galego programación',
  eu: 'eta sarrera historiaren historia oinarriak ikastaroa euskara euskal programazioaren',
  cy: 'yr y ar gyfer cyflwyniad hanes cwrs dysgu cymraeg cymru',
  ga: 'na ar agus réamhrá stair cúrsa gaeilge éireann',
  is: 'og að í fyrir inngangur sögu saga námskeið íslenska íslands',
  fo: 'og í til inngangur søgu søga føroyskt føroya',
  mt: 'il ta tal għall introduzzjoni storja istorja malti kors',
  lb: 'vu aféierung geschicht lëtzebuerg lëtzebuergesch',
  af: 'die van vir en tot inleiding geskiedenis kursus afrikaans',
  la: 'lingua linguae latina latinae rerum historia historiae introductio',
  eo: 'la de al kaj por enkonduko historio kurso lingvo esperanto',
  az: 'və üçün ilə tarixi tarixinə giriş dərsləri azərbaycan',
  uz: 'uchun bilan tarixi tarixiga kirish asoslari oʻzbek dasturlash',
  tk: 'üçin taryhy taryhyna giriş esaslary türkmen',
  ku: 'û ji bo destpêka dîroka dîrok zimanê kurdî',
  ms: 'pengenalan kepada bagi asas kursus melayu',
  jv: 'lan pambuka basa jawa sinau',
  tl: 'sa ng mga ang para panimula kasaysayan kurso wikang pilipino pilipinas',
  ceb: 'sa ug ang mga pasiuna kasaysayan sugbo binisaya',
  mg: 'ny sy amin fampidirana tantaran tantara teny malagasy',
  mi: 'te ki o ngā nga whakataki hītori reo māori aotearoa',
  sm: 'le o ma faatomuaga tala gagana samoa',
  haw: 'ka ke o nā hoʻolauna mōʻaukala ʻōlelo hawaiʻi',
  sw: 'ya wa na za kwa la katika utangulizi misingi kozi jifunze historia lugha kiswahili',
  rw: 'ku mu intangiriro mateka amateka ikinyarwanda rwanda',
  so: 'iyo ka hordhaca taariikhda barashada soomaali soomaaliya',
  om: 'seensa seenaa barumsa afaan oromoo',
  ha: 'da na ga gabatarwa tarihin ilimin koyon hausa',
  yo: 'sí àti ní ìfáàrà ìtàn èdè yorùbá',
  ig: 'na nke mmalite ihe mmụta asụsụ igbo',
  zu: 'kanye isingeniso emlandweni umlando ukufunda isizulu',
  xh: 'kunye intshayelelo imbali kwimbali ukufunda isixhosa',
  sn: 'nhanganyaya nhoroondo kudzidza chishona',
  ht: 'ak nan pou yo entwodiksyon istwa kreyòl ayiti ayisyen',
  gn: 'rehegua ñepyrũ tembiasakue rembiasakue avañeẽ',
  qu: 'runasimi qhichwa yachay wiñay kawsay',
  tpi: 'bilong stori tok pisin',
};
const TELLING = Object.entries(WORDS).map(([language, words]): [string, ReadonlySet<string>] => [
  language,
  new Set(words.split(' ')),
]);

/** Letters of Latin script that few languages have: each word with one speaks for all of them, and twice where it is one alone. */
const LATIN_LETTERS: [string, RegExp][] = [
  ['vi', /[ơưđạảấầẩẫậắằẳẵặẻẽếềểễệỉĩỏốồổỗộớờởỡợủũứừửữựỳỵỷỹ]/u],
  ['vi ro', /ă/u],
  ['vi yo', /[ẹ]/u],
  ['vi yo ig', /ọ/u],
  ['vi ig', /[ịụ]/u],
  ['yo', /ṣ|[ẹọ][\u0300\u0301]/u],
  ['gn', /[ãõẽĩũỹ]\P{Script=Latin}*$|g\u0303/u],
  ['pl', /[łśźż]/u],
  ['pl lt', /[ąę]/u],
  ['lt', /[ėįų]/u],
  ['lv', /[ķļņģ]/u],
  ['lv mi haw', /[āēīū]/u],
  ['tr az', /[ğı]/u],
  ['tr az tk ku', /ş/u],
  ['az', /ə/u],
  ['pt', /ã/u],
  ['pt et', /õ/u],
  ['es gl eu', /ñ/u],
  ['de', /ß/u],
  ['hu', /[őű]/u],
  ['ro', /[țșţ]/u],
  ['cs', /[ěřů]/u],
  ['sk', /[ľĺŕ]/u],
  ['hr bs sr-Latn', /[ćđ]/u],
  ['is', /þ/u],
  ['is fo', /ð/u],
  ['da no fo', /ø/u],
  ['sv', /å(?=\p{L}*[äö])|[äö](?=\p{L}*å)/u],
  ['mt', /[ħġċ]/u],
  ['eo', /[ĉĝĥĵŝŭ]/u],
  ['uz', /[og][ʻ‘]/u],
  ['haw', /ʻ[ōāēīū]|[aeiouōāēīū]ʻ[aeiouōāēīū]/u],
];

export const tellingLanguage = (script: Script, text: string): string | null =>
  script === 'Latin' ? tellingInLatin(text) : tellingByLetters(script, text);

function tellingInLatin(text: string): string | null {
  // The capital İ is Turkish alone; in lower case it is an i with a dot that stands apart.
  const words =
    text
      .normalize('NFC')
      .replaceAll('İ', 'ı')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}ʻ‘]+/gu) ?? [];
  const counts = new Map<string, number>();
  const speak = (language: string, times: number): void => {
    counts.set(language, (counts.get(language) ?? 0) + times);
  };
  for (const word of words) {
    for (const [language, telling] of TELLING) if (telling.has(word)) speak(language, 1);
    for (const [languages, letters] of LATIN_LETTERS) {
      const speakers = letters.test(word) ? languages.split(' ') : [];
      for (const language of speakers) speak(language, speakers.length === 1 ? 2 : 1);
    }
  }
  const most = Math.max(0, ...counts.values());
  const first = [...counts].filter(([, count]) => count === most).map(([language]) => language);
  if (most === 0 || first.includes('en')) return null;
  // “Curso de …”: of those that share the words, the one that the rest of the text is most like.
  const { scores } = detectLanguage(text);
  return first.reduce((best, language) => ((scores[language] ?? 0) > (scores[best] ?? 0) ? language : best));
}
