/** What the gates found in a book, what follows from it, and how it is named in one line. */
import { z } from 'zod';
import { cutAtWord } from '../course/title.ts';
import { FindingSchema, WHERE_DETAILS_ARE, type Finding } from '../finding.ts';
import type { StoredShape } from '../stored.ts';

/** One judge's answer to one item of the rubric; void when its evidence does not stand in the text. */
export const JudgedItemSchema = z.strictObject({
  item: z.string(),
  answer: z.enum(['yes', 'no', 'void']),
  evidence: z.string(),
  judge: z.string(),
});
export type JudgedItem = z.infer<typeof JudgedItemSchema>;

export const ScoresSchema = z.strictObject({ quality: z.number().min(0).max(1), alignment: z.number().min(0).max(1) });
export type Scores = z.infer<typeof ScoresSchema>;

export const ChapterReportSchema = z.strictObject({
  chapter: z.int().positive(),
  findings: z.array(FindingSchema),
  items: z.array(JudgedItemSchema),
  /** Null when a veto kept the judges from being asked. */
  scores: ScoresSchema.nullable(),
});
export type ChapterReport = z.infer<typeof ChapterReportSchema>;
export const STORED_CHAPTER_REPORT: StoredShape<ChapterReport> = { schema: ChapterReportSchema, upgrades: [] };

/** What the plan gate said of one outline. */
export const OutlineReportSchema = z.strictObject({
  verdict: z.enum(['accept', 'revise']),
  findings: z.array(FindingSchema),
});
export type OutlineReport = z.infer<typeof OutlineReportSchema>;
export const STORED_OUTLINE_REPORT: StoredShape<OutlineReport> = { schema: OutlineReportSchema, upgrades: [] };

export const QualityReportSchema = z.strictObject({
  verdict: z.enum(['accept', 'revise']),
  /** True when the judge was the rehearsal model: then the scores are rehearsal scores and never shown as quality. */
  isRehearsal: z.boolean(),
  scores: ScoresSchema.nullable(),
  findings: z.array(FindingSchema),
  weakParts: z.array(z.strictObject({ chapter: z.int().positive(), part: z.string() })),
});
export type QualityReport = z.infer<typeof QualityReportSchema>;
export const STORED_QUALITY_REPORT: StoredShape<QualityReport> = { schema: QualityReportSchema, upgrades: [] };

/** What the report says of a part, and of its chapter where no part is to blame; notes are for a person's eye only. */
export const findingsFor = ({ findings }: QualityReport, place: { chapter: number; part: string }): Finding[] =>
  findings.filter(
    ({ severity, chapter, part }) =>
      severity !== 'note' && chapter === place.chapter && (part === place.part || part === null),
  );

/** True when both have vetoes, and the same ones word for word: what stands between them changed nothing. */
export function isSameVeto(a: readonly Finding[], b: readonly Finding[]): boolean {
  const [first, second] = [vetoTexts(a), vetoTexts(b)];
  return first.length > 0 && first.join('\n') === second.join('\n');
}

const vetoTexts = (findings: readonly Finding[]): string[] =>
  findings
    .filter(({ severity }) => severity === 'veto')
    .map(({ rule, chapter, part, detail }) => JSON.stringify([chapter, part, rule, detail]))
    .sort();

/** At most this many findings are named where a person reads one line. */
const NAMED_FINDINGS = 3;
const TITLE_CHARS = 60;

/** Names what a part is of, such as the title of its lecture; null where it is of a whole chapter. */
type TitleOfPart = (place: Pick<Finding, 'chapter' | 'part'>) => string | null;

/**
 * The findings in one line, by rule and place: what stops the book first, and what several parts share only once. No
 * detail: it may quote the book, and this line travels through histories and logs.
 */
export function nameFindings(findings: Finding[], titleOf: TitleOfPart = () => null): string {
  const named = [...nameRules(findings, 'veto', titleOf), ...nameRules(findings, 'weak', titleOf)];
  if (named.length === 0) return '';
  const more = named.length - NAMED_FINDINGS;
  return `${named.slice(0, NAMED_FINDINGS).join('; ')}${more > 0 ? `; and ${more} more` : ''}. ${WHERE_DETAILS_ARE}`;
}

/** Each rule once a chapter, with the parts that it names. */
function nameRules(findings: Finding[], severity: Finding['severity'], titleOf: TitleOfPart): string[] {
  const parts = new Map<string, Set<string>>();
  for (const { rule, chapter, part } of findings.filter((finding) => finding.severity === severity)) {
    const name = `${chapter === null ? 'book' : `chapter ${chapter}`}: ${rule}`;
    const title = titleOf({ chapter, part });
    const place = title === null ? (part ?? '') : `${part} “${cutAtWord(title, TITLE_CHARS)}”`;
    parts.set(name, (parts.get(name) ?? new Set()).add(place));
  }
  return [...parts].map(([name, found]) => {
    const named = [...found].filter((part) => part !== '');
    return named.length === 0 ? name : `${name} (${named.join(', ')})`;
  });
}
