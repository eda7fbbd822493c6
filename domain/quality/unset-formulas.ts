/**
 * Formulas that some format cannot set: it would print their LaTeX. A writer is asked to write them otherwise; the course's
 * own stand as they are brought, and are named for a person.
 */
import type { Field } from '../chapter/rules/field.ts';
import type { CourseGround } from '../course/ground.ts';
import type { Finding } from '../finding.ts';
import { FORMULA_SETTERS } from './formula-setters.ts';

const SHOWN_CHARS = 120;

export function unsetFormulas(
  fields: readonly Field[],
  { chapter, ground }: { chapter: number; ground: CourseGround },
): Finding[] {
  return fields.flatMap(({ name, part, formulas }) =>
    formulas.flatMap((latex): Finding[] => {
      const unset = FORMULA_SETTERS.filter(({ sets }) => !sets(latex)).map((setter) => setter.name);
      if (unset.length === 0) return [];
      const severity = ground.holds(latex) ? 'note' : 'veto';
      const detail = `${name} holds a formula that ${unset.join(' and ')} cannot set: ${latex.slice(0, SHOWN_CHARS)}`;
      return [{ rule: 'unset-formula', severity, chapter, part, detail }];
    }),
  );
}
