import { courseGround } from '../../../domain/course/ground.ts';
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

  it('finds whole words only, and nothing across the border of two lectures', () => {
    expect(ground.holds('east eats')).toBe(false);
    expect(ground.holds('eats sugar Salt slows')).toBe(false);
    expect(ground.holds('…')).toBe(false);
  });
});
