import { courseGround, wordLength } from '../../../domain/course/ground.ts';
import { aCourse, aLecture, aModule } from '../../fixtures/builders.ts';

const ground = courseGround(
  aCourse({
    modules: [
      aModule({
        lectures: [
          aLecture({ title: 'One', notes: '“Yeast” *eats* sugar,\nand rests. Yeast eats sugar.' }),
          aLecture({ title: 'Two', notes: 'Salt slows it.' }),
        ],
      }),
    ],
  }),
);

describe('courseGround', () => {
  it('finds a text whatever its quotes, marks and spaces', () => {
    expect(ground.holds('yeast EATS "sugar" and  rests')).toBe(true);
    expect(ground.count('Yeast eats sugar', 5)).toBe(2);
    expect(ground.count('Yeast eats sugar', 1)).toBe(1);
  });

  it('finds part of a sentence in a script without spaces', () => {
    const chinese = courseGround(
      aCourse({ modules: [aModule({ lectures: [aLecture({ notes: '酵母吃麵粉裡的糖，放出氣體。' })] })] }),
    );

    expect(chinese.holds('麵粉裡的糖')).toBe(true);
    expect(chinese.holds('麵粉裡的鹽')).toBe(false);
    expect([wordLength('酵母吃麵粉裡的糖吧'), wordLength('yeast eats sugar')]).toEqual([3.6, 3]);
  });

  it('finds whole words only, and nothing across the border of two lectures', () => {
    expect(ground.holds('east eats')).toBe(false);
    expect(ground.holds('eats sugar Salt slows')).toBe(false);
    expect(ground.holds('…')).toBe(false);
  });
});
