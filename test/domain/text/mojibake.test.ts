import { findLostLetter, findMojibake } from '../../../domain/text/mojibake.ts';

const WINDOWS = new TextDecoder('windows-1252');
/** As a program writes it that takes UTF-8 for Windows-1252. */
const misread = (text: string): string => WINDOWS.decode(new TextEncoder().encode(text));
const misreadAsLatin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

const SENTENCES: [string, string][] = [
  ['pt', 'NÃO HÁ AÇÃO SEM REAÇÃO: A LIÇÃO DO IRMÃO É DE SÃO JOÃO. Ela disse: “Não!” – e a maçã caiu, à mão.'],
  ['pt, in capitals before marks', 'A CRIAÇÃ“ do mundo; «MINHA IRMÃ» e “AMANHÃ”. Ele gritou: IRMÃ… e AMANHÃ—sempre.'],
  ['vi', 'ÂM NHẠC VIỆT NAM: “Âm thanh của tiếng đàn” là một bài học về ngữ điệu, Ấn Độ và ÁO DÀI. Anh hỏi: “À… Ã?”'],
  ['fr', 'Où est l’élève ? « Répété », dit-il, « évité » ; À LA FIN, L’ÉTÉ… C’est déjà l’œuvre — Noël, ça, naïveté.'],
  ['fr, a quotation over lines', 'dit-elle, répété »\net à la fin, évité ».\nLE CAFÉ » est là ; L’ÎLE… DU CAFÉ»'],
  ['de', 'Der Fluß „Ä“ ist groß“, sagte Jürgen – „Größe Ü“. STRASSE UND MAß“: Äpfel, Öl, 25 °C, § 5, ½ Pfund, 3 × 4.'],
  ['tr', 'Türkçe öğrenmek güzeldir; İSTANBUL’A GİDİŞ, “ÇIĞLIK”, ÖĞRETMEN, ÂLİM… ve şiir, ağaç, ılık.'],
  ['pl', 'KRÓL powiedział: „Ó”, a potem „zażółć gęślą jaźń”. ŁÓDŹ… ŚWIĘTO – ÓSMY.'],
  ['es', '¿QUÉ HARÁ? «AÑO» y “MAÑANA”: la niña comió; ¡JAMÁS! – dijo él. SÍ… ESPAÑA'],
  ['is and nb', 'Ísland er Þingvellir; «Å» er et sted, ÅR… ÆRE – På Ås. “Å”'],
  ['ru, el, he', 'Привет, мир – это урок. Ελληνικά: αβγ. שלום “עולם”.'],
];

describe('text that was read as Windows-1252', () => {
  it.each(SENTENCES)('is not seen in sound text: %s', (_language, text) => {
    expect(findMojibake(text)).toBeNull();
    for (const word of text.split(/\s+/u)) expect([word, findMojibake(word)]).toEqual([word, null]);
  });

  it.each([
    ['appliquée', 'appliquÃ©e'],
    ['L’été', 'Lâ€™Ã©tÃ©'],
    ['Éthique', 'Ã‰thique'],
    ['œuvre', 'Å“uvre'],
    ['AÇÃO', 'AÃ‡ÃƒO'],
    ['25°C', '25Â°C'],
    ['naïve', 'naÃ¯ve'],
    ['ağaç', 'aÄŸaÃ§'],
    ['α-helix', 'Î±-helix'],
    ['“so”', 'â€œsoâ€\u009d'],
    ['привет', 'Ð¿Ñ€Ð¸Ð²ÐµÑ‚'],
    ['中文', 'ä¸\u00adæ–‡'],
    ['go 😀', 'go ðŸ˜€'],
    ['£5', 'Â£5'],
  ])('is found with what was meant: %s', (meant, broken) => {
    expect(findMojibake(`The word ${broken}`)?.meant).toBe(meant.replace(/^go /u, ''));
  });

  it('is found in sound text of the same line, and behind it', () => {
    expect(findMojibake('Où est l’élève appliquÃ©e, à la fin ?')).toMatchObject({
      found: 'appliquÃ©e,',
      meant: 'appliquée,',
    });
    expect(findMojibake('Sound: é.\nBroken: Ã©tÃ©')).toEqual({ at: 18, found: 'Ã©tÃ©', meant: 'été' });
  });

  it.each([
    'Une œuvre d’été appliquée à l’élève.',
    'ação, não, irmã',
    'Größe „über“ – groß',
    'zażółć gęślą',
    'ağaç ılık',
  ])('is read back however often it was misread: %s', (text) => {
    const words = text.split(' ').filter((word) => /[^ -~]/u.test(word));
    for (const word of words) {
      expect(findMojibake(misread(word))).toMatchObject({ meant: word });
      expect(findMojibake(misread(misread(word)))).toMatchObject({ meant: word });
      expect(findMojibake(misreadAsLatin1(word))).toMatchObject({ meant: word });
    }
  });

  it('is found where a part of it was lost on the way', () => {
    expect(findMojibake('et voilÃ le livre')).toEqual({ at: 6, found: 'lÃ', meant: null });
    expect(findMojibake('He said â€œyesâ€ and went')?.at).toBe(8);
  });
});

describe('a lost letter', () => {
  it('is found beside the letters that were not lost', () => {
    expect(findLostLetter('The caf\uFFFD of Jos\uFFFD')).toEqual({ at: 7, found: 'caf\uFFFD' });
    expect(findLostLetter('\uFFFDthique')).toMatchObject({ at: 0 });
  });

  it('is none where a text speaks of the sign', () => {
    expect(findLostLetter('The sign \uFFFD (U+FFFD) and `"\uFFFD"` stand for what is lost.')).toBeNull();
  });
});
