import { occursIn } from '../../../../domain/chapter/rules/standing-terms.ts';

describe('occursIn', () => {
  it.each([
    ['ko', '평가는 학습의 결과를 살피는 일이다.', '평가'],
    ['ko', '수업에서 쓰는 학습 목표를 정한다.', '학습 목표'],
    ['tr', 'Sesbirimin görevi anlamı ayırmaktır.', 'sesbirim'],
    ['fi', 'Energian säilyminen on laki.', 'energia'],
    ['ar', 'النجم كرة من البلازما.', 'نجم'],
    ['ar', 'يتحدد لون النجم بدرجة حرارة سطحه.', 'لون نجم'],
    ['he', 'הפילוסופיה שואלת מהו הטוב.', 'פילוסופיה'],
    ['zh', '称义是神宣告罪人为义的行动。', '称义'],
    ['en', 'The limit of a function.', 'limit'],
  ])('finds in %s “%s” the term “%s”', (language, text, term) => {
    expect(occursIn(text, term, language)).toBe(true);
  });

  it.each([
    ['ko', '수업은 활동이다.', '평가'],
    ['ko', '재평가는 다시 살피는 일이다.', '평가'],
    ['ar', 'الشمس أقرب نجم إلى الأرض.', 'كوكب'],
    ['en', 'An article about bread.', 'art'],
    ['en', 'Nothing is said.', '…'],
  ])('finds in %s “%s” no term “%s”', (language, text, term) => {
    expect(occursIn(text, term, language)).toBe(false);
  });
});
