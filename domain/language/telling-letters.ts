/** Scripts that several languages share, other than Latin: letters and endings by which those are told apart. */
import type { Script } from './scripts.ts';

/** The first that is found decides. */
const LETTERS: Partial<Record<Script, [string, RegExp][]>> = {
  Cyrillic: [
    ['tg', /[ӣӯҷ]/iu],
    ['uz-Cyrl', /^(?![^]*[іы])[^]*ў/iu],
    ['ba', /[ҡҙҫ]/iu],
    ['tt', /җ|^(?![^]*[ғқұі])[^]*ә/iu],
    ['kk', /[ғқұһә]|ң[^]*і|і[^]*ң/iu],
    ['ky', /ң|кыргыз|дын(?=\P{L}|$)/iu],
    ['mn', /[өү]/iu],
    ['uk', /[їєґ]/iu],
    ['be', /ў/iu],
    ['mk', /[ѓќѕ]|(?:^|\P{L})во(?=\P{L})|јата(?=\P{L}|$)/iu],
    ['sr', /[ђћџљњј]/iu],
    ['ru', /[ыэё]/iu],
  ],
  Arabic: [
    ['sd', /[ٻڀٺٽٿڄڃڇڊڌڍڙڦڪڳڱڻ]/u],
    ['ug', /[ۇۈڭ]/u],
    ['ckb', /[ێڕڵۆ]/u],
    ['ps', /[ټځڅډړږښګڼې]/u],
    ['ur', /[ٹڈڑںےھ]|(?:^|\s)(?:کا|کی|میں|اور|سے)(?=\s|$)/u],
    ['fa', /[پچژگکی]/u],
    ['ar', /[ةىأإ]|(?:^|\s)ال/u],
  ],
  Devanagari: [
    ['hi', /(?:^|\s)(?:का|के|की|में|और|से|को|है|हैं|कैसे|एक)(?=\s|$)/u],
    ['mr', /ळ|(?:^|\s)(?:आणि|आहे)(?=\s|$)|(?:ाची|ाचे|ाचा|ाच्या|मध्ये)(?=\s|$)/u],
    ['ne', /(?:^|\s)(?:र|छ)(?=\s|$)|[\p{L}\p{M}](?:को|हरू|हरूको|लाई|मा)(?=\s|$)/u],
    ['sa', /(?:स्य|ानाम्|ः|ांसि)(?=\s|$)/u],
  ],
  Bengali: [['as', /[ৰৱ]/u]],
  Ethiopic: [['ti', /[ቐ-ቝኣኽ]/u]],
  Hebrew: [['yi', /[װױײ]|(?:^|\s)(?:און|דער|פון|פֿון)(?=\s|$)/u]],
};

/** Characters of everyday words that one of the two ways of writing Chinese has and the other has not. */
const TRADITIONAL =
  /[國學習門龍書車東長馬開關會來個們時說語論導歷資訊電腦網設計經濟與為這還進階實體數據結構應簡單發動機產業務專題課讀寫練編譯醫藥聖義愛見視覺點線變續總統類種樣廣場區歐亞灣臺號問間聞飛風魚鳥話嘅呢啲咗喺唔]/gu;
const SIMPLIFIED =
  /[国学习门龙书车东长马开关会来个们时说语论导历资讯电脑网设计经济与为这还进阶实体数据结构应简单发动机产业务专题课读写练编译医药圣义爱见视觉点线变续总统类种样广场区欧亚湾台号问间闻飞风鱼鸟话]/gu;

/** The language that a text in this script shows, or null. */
export function tellingByLetters(script: Script, text: string): string | null {
  if (script === 'Han') return countOf(TRADITIONAL, text) > countOf(SIMPLIFIED, text) ? 'zh-Hant' : null;
  return LETTERS[script]?.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

const countOf = (pattern: RegExp, text: string): number => text.match(pattern)?.length ?? 0;
