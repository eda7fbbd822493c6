import { courseLanguage } from '../../../domain/course/language.ts';
import { checkLanguage } from '../../../domain/language/language.ts';
import { plainProse } from '../../../domain/language/plain-prose.ts';
import { languageTag } from '../../../domain/language/tag.ts';

const languageOf = (title: string, description: string | null = null): string =>
  courseLanguage({ language: null, title, description, modules: [] }).language;

describe('languageTag', () => {
  it.each([
    ['pt_BR', 'pt-BR'],
    ['EN', 'en'],
    ['eng', 'en'],
    ['zh_tw', 'zh-TW'],
    ['English', 'en'],
    ['Español', 'es'],
    ['fa_IR', 'fa-IR'],
  ])('reads %s as %s', (written, tag) => {
    expect(languageTag(written)).toBe(tag);
  });

  it.each(['', 'und', 'a language', '??', 'x'])('takes %j for none', (written) => {
    expect(languageTag(written)).toBeNull();
  });
});

describe('courseLanguage', () => {
  it('takes the catalogue at its word', () => {
    expect(courseLanguage({ language: 'ar', title: 'Java Basics', description: null, modules: [] })).toEqual({
      language: 'ar',
      direction: 'rtl',
    });
    expect(courseLanguage({ language: 'pt_BR', title: 'Java', description: null, modules: [] })).toEqual({
      language: 'pt-BR',
      direction: 'ltr',
    });
  });

  it.each([
    ['id', 'Buku ini adalah pengantar sejarah dan karena itu pembaca bisa mulai dari bab pertama.'],
    ['ms', 'Buku ini ialah pengenalan kepada sejarah dan kerana itu pembaca boleh bermula daripada bab pertama.'],
  ])('tells Indonesian from Malay in a longer text: %s', (language, sentence) => {
    expect(languageOf('React', `${sentence} `.repeat(4))).toBe(language);
  });

  it.each([
    ['Flutter 입문', 'ko'],
    ['はじめてのPython', 'ja'],
    ['Python 程序设计', 'zh'],
    ['מבוא למדעי המחשב', 'he'],
    ['เรียน React เบื้องต้น', 'th'],
    ['Εισαγωγή στην Python', 'el'],
    ['Основы программирования', 'ru'],
    ['Основи програмування для школярів її', 'uk'],
    ['آموزش برنامه نویسی پایتون', 'fa'],
    ['دورة البرمجة للمبتدئين', 'ar'],
    ['Lập trình web cơ bản', 'vi'],
    ['Introdução à programação', 'pt'],
    ['Python für Einsteiger und die Grundlagen', 'de'],
    ['Introduction to Philosophy', 'en'],
    ['Sorting Algorithms', 'en'],
    ['MIT OCW', 'en'],
    ['React JS', 'en'],
    ['Introducere în fizică', 'ro'],
    ['Uvod u građansko pravo', 'hr'],
    ['Õigusteaduse alused', 'et'],
    ['Įvadas į filosofiją', 'lt'],
    ['Ìfáàrà sí Ẹ̀kọ́ Ìtàn Ilẹ̀ Yorùbá', 'yo'],
    ['He Whakataki ki te Hītori o Aotearoa', 'mi'],
    ['Utangulizi wa Historia ya Afrika', 'sw'],
    ['Azərbaycan tarixinə giriş', 'az'],
    ['Монголын түүхийн удиртгал', 'mn'],
    ['Муқаддима ба таърихи Тоҷикистон', 'tg'],
    ['Вовед во историјата на Македонија', 'mk'],
    ['Қазақстан тарихына кіріспе', 'kk'],
    ['تاریخ پاکستان کا تعارف', 'ur'],
    ['د افغانستان د تاریخ پېژندنه', 'ps'],
    ['دەروازەیەک بۆ مێژووی کوردستان', 'ckb'],
    ['شىنجاڭ تارىخىغا كىرىش', 'ug'],
    ['سنڌ جي تاريخ جو تعارف', 'sd'],
    ['אַן אַרײַנפֿיר צו דער ייִדישער געשיכטע', 'yi'],
    ['অসমৰ বুৰঞ্জীৰ পৰিচয়', 'as'],
    ['नेपालको इतिहासको परिचय', 'ne'],
    ['मराठी भाषेची ओळख आणि इतिहास', 'mr'],
    ['中國歷史導論', 'zh-Hant'],
    ['中国历史导论', 'zh'],
    ['ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ', 'chr'],
    ['ދިވެހި ބަސް', 'dv'],
    ['Astronomy 2e', 'en'],
    ['U.S. History', 'en'],
    ['Elementor Pro Tutorials', 'en'],
    ['São Paulo: an introduction to the history of the city', 'en'],
    ['1984', 'und'],
    ['🎓', 'und'],
  ])('sees in %j the language %s', (title, language) => {
    expect(languageOf(title)).toBe(language);
  });

  it('is told by the text of the course where the title says little', () => {
    expect(
      languageOf(
        'Marketing Digital',
        'Este curso explica paso a paso cómo se planifica una campaña, qué herramientas existen y de qué manera se miden los resultados. Los estudiantes trabajan con ejemplos reales de empresas pequeñas y aprenden a escribir un plan que puedan defender delante de otros.',
      ),
    ).toBe('es');
  });
});

const ENGLISH =
  'The history of the city begins with a small harbour where merchants from the islands traded salt and oil for grain. In the years that followed, the walls were built higher and the market moved away from the water, because floods had carried off the stalls more than once. Nobody planned the streets; they follow the paths of the animals that came down to drink, and that is why a stranger still loses the way there. ';
const SPANISH =
  'La historia de la ciudad comienza con un pequeño puerto donde los mercaderes de las islas cambiaban sal y aceite por trigo. En los años siguientes se levantaron murallas más altas y el mercado se alejó del agua, porque las inundaciones se habían llevado los puestos más de una vez. Nadie planeó las calles; siguen los senderos de los animales que bajaban a beber, y por eso un forastero todavía se pierde allí. ';
const HINDI =
  'शहर का इतिहास एक छोटे बंदरगाह से शुरू होता है जहाँ द्वीपों के व्यापारी अनाज के बदले नमक और तेल का व्यापार करते थे। बाद के वर्षों में दीवारें ऊँची बनाई गईं और बाज़ार पानी से दूर चला गया, क्योंकि बाढ़ ने एक से अधिक बार दुकानों को बहा दिया था। सड़कों की योजना किसी ने नहीं बनाई; वे उन जानवरों के रास्तों पर चलती हैं जो पानी पीने नीचे आते थे। ';

describe('checkLanguage', () => {
  it.each([
    [ENGLISH, 'en'],
    [SPANISH, 'es'],
    [SPANISH, 'es-MX'],
    [HINDI, 'hi'],
    [HINDI, 'mr'],
  ])('accepts a text in its own language', (text, language) => {
    expect(checkLanguage(text, language).status).toBe('ok');
  });

  it.each([
    [ENGLISH, 'es', 'en'],
    [SPANISH, 'en', 'es'],
    [HINDI, 'en', 'hi'],
    [ENGLISH.repeat(3), 'hi', 'en'],
  ])('finds a text in another language', (text, language, detected) => {
    expect(checkLanguage(text, language)).toEqual({ status: 'wrong', detected });
  });

  it.each([
    ['letters at random', () => wordsOf('abcdefghijklmnopqrstuvwxyz', 5)],
    ['syllables at random', () => wordsOf(['ba', 'ne', 'tu', 'lo', 'ri', 'sa', 'me', 'co', 'pi', 'du', 'fa', 'go'], 2)],
  ])('finds a text that is in no language: %s', (_what, make) => {
    const text = make();

    expect(checkLanguage(text, 'en')).toEqual({ status: 'wrong', detected: null });
    expect(checkLanguage(text, 'fi').status).toBe('wrong');
    // A language that the detector does not know may look like none.
    expect(checkLanguage(text, 'sw').status).toBe('notChecked');
  });

  it('finds that half of a text is in another language', () => {
    expect(checkLanguage(`${ENGLISH.repeat(8)}\n\n${SPANISH.repeat(8)}`, 'en').status).toBe('wrong');
  });

  it('accepts foreign passages in a text that is otherwise right', () => {
    expect(checkLanguage(`${ENGLISH.repeat(12)}\n\n${SPANISH}`, 'en').status).toBe('ok');
  });

  it('leaves out code, formulas, addresses and short quotations', () => {
    const code = `\n\n\`\`\`python\n${'for index in range(10): print(index)\n'.repeat(40)}\`\`\`\n\n`;

    const text = `${SPANISH}${code}${'https://example.org/the/history/of '.repeat(30)}`;

    expect(checkLanguage(plainProse(text), 'es').status).toBe('ok');
    expect(checkLanguage(plainProse(code), 'es').status).toBe('notChecked');
  });

  it.each([
    ['Learn React JS Tutorial دورة', 'ar'],
    ['Data Structures and Algorithms Course in Hindi', 'hi'],
    ['Short.', 'en'],
    [ENGLISH, 'not a language'],
    [SPANISH, 'sw'],
    [`${HINDI}${'JavaScript, React, Node.js, MongoDB, Express, TypeScript. '.repeat(4)}`, 'zz'],
  ])('says nothing of %j for %s', (text, language) => {
    expect(checkLanguage(text, language).status).toBe('notChecked');
  });

  it('accepts technical text with many Latin names', () => {
    expect(checkLanguage(`${HINDI}${'JavaScript, React, Node.js, MongoDB, Express. '.repeat(5)}`, 'hi').status).toBe(
      'ok',
    );
  });

  it('is done in bounded time with a word of two hundred thousand letters or marks', () => {
    const startedAt = performance.now();

    for (const mark of ['a', 'ก', '`', '~', '@', '$']) checkLanguage(mark.repeat(200_000), 'en');

    expect(performance.now() - startedAt).toBeLessThan(30_000);
  });
});

/** 300 words of `length` pieces, the same ones every time. */
function wordsOf(pieces: string | string[], length: number): string {
  let state = 7;
  const next = (): string => {
    state = (state * 48_271) % 2_147_483_647;
    return pieces[state % pieces.length] ?? '';
  };
  return Array.from({ length: 300 }, () => Array.from({ length }, next).join('')).join(' ');
}
