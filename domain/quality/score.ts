/** Scores and verdict: what the judges' answers are worth, and whether the book may be published. */
import { chapterText } from '../chapter/assemble.ts';
import { chapterFields } from '../chapter/assemble.ts';
import type { Chapter } from '../chapter/chapter.ts';
import { CHAPTER_PARTS, partsOf, type PartRegistry } from '../chapter/parts/registry.ts';
import type { Field } from '../chapter/rules/field.ts';
import { foldWords, wordLength } from '../course/ground.ts';
import type { RubricItem, Standard } from '../standard/standard.ts';
import type { Judgement } from './judge.ts';
import type { Finding } from '../finding.ts';
import type { ChapterReport, JudgedItem, QualityReport, Scores } from './report.ts';

interface NamedJudgement {
  judge: string;
  answers: Judgement['answers'];
}

interface JudgedChapter {
  chapter: Chapter;
  standard: Standard;
  judgements: NamedJudgement[];
}

/** Evidence shorter than this stands in any text. */
const MIN_EVIDENCE_WORDS = 2;

/**
 * Scores a chapter by its judges' answers. An answer whose evidence does not stand in the chapter is void and counts as
 * no, as does an item that a judge left out. A score is the weighted share of yes over all its items and all judges; a
 * score for which the standard has no items is 1, because nothing is asked.
 */
export function scoreChapter(
  { chapter, standard, judgements }: JudgedChapter,
  registry: PartRegistry = CHAPTER_PARTS,
): { items: JudgedItem[]; scores: Scores; findings: Finding[] } {
  const judged = judgedItems({ text: chapterText(chapter, standard, registry), standard, judgements });
  const score = (name: RubricItem['score']): number => {
    const mine = judged.filter(({ rubric }) => rubric.score === name);
    if (mine.length === 0) return 1;
    const possible = sum(mine.map(({ rubric }) => rubric.weight * Math.max(1, judgements.length)));
    return (
      sum(mine.map(({ rubric, items }) => rubric.weight * items.filter(({ answer }) => answer === 'yes').length)) /
      possible
    );
  };
  const place: Place = {
    chapter,
    fields: chapterFields(chapter, standard, registry),
    parts: partsOf(standard, registry),
  };
  return {
    items: judged.flatMap(({ items }) => items),
    scores: { quality: score('quality'), alignment: score('alignment') },
    findings: judged.flatMap(({ rubric, items }) => itemFindings(rubric, items, place)),
  };
}

/** Ids of the items of which an answer does not count, because its evidence does not stand in the chapter. */
export function voidItems(text: string, standard: Standard, answers: Judgement['answers']): string[] {
  const judged = judgedItems({ text, standard, judgements: [{ judge: '', answers }] });
  return judged
    .flatMap(({ items }) => items)
    .filter(({ answer }) => answer === 'void')
    .map(({ item }) => item);
}

/**
 * The verdict over a book: `revise` for any veto, and for any chapter whose score misses a threshold. Every chapter must
 * reach the thresholds by itself, so that a good one does not pay for a bad one; the book's scores are the means.
 */
export function concludeQuality(
  {
    chapterReports,
    bookFindings,
    standard,
    isRehearsal,
  }: { chapterReports: ChapterReport[]; bookFindings: Finding[]; standard: Standard; isRehearsal: boolean },
  registry: PartRegistry = CHAPTER_PARTS,
): QualityReport {
  const below = chapterReports.flatMap((report) => thresholdFindings(report, standard));
  const findings = [
    ...(chapterReports.length === 0 ? [bookVeto('no-chapters', 'No chapter was checked.')] : []),
    ...bookFindings,
    ...chapterReports.flatMap((report) => report.findings),
    ...below,
  ];
  return {
    verdict: findings.some(({ severity }) => severity === 'veto') ? 'revise' : 'accept',
    isRehearsal,
    scores: meanScores(chapterReports),
    findings,
    weakParts: weakParts(findings, {
      below: new Set(below.map(({ chapter }) => chapter)),
      everywhere: partsOf(standard, registry)
        .filter(({ per }) => per === 'chapter')
        .map(({ name }) => name),
    }),
  };
}

/** Each item of the rubric with what every judge said of it. */
function judgedItems({
  text: written,
  standard,
  judgements,
}: Omit<JudgedChapter, 'chapter'> & { text: string }): { rubric: RubricItem; items: JudgedItem[] }[] {
  const text = ` ${foldWords(written)} `;
  return standard.rubric.map((rubric) => ({
    rubric,
    items: judgements.map((judgement) => judgedItem(rubric, judgement, text)),
  }));
}

function judgedItem({ id }: RubricItem, { judge, answers }: NamedJudgement, text: string): JudgedItem {
  const given = answers.find(({ item }) => item === id);
  if (!given) return { item: id, answer: 'void', evidence: '', judge };
  const evidence = foldWords(given.evidence);
  const stands = wordLength(given.evidence) >= MIN_EVIDENCE_WORDS && text.includes(` ${evidence} `);
  return { item: id, answer: stands ? given.answer : 'void', evidence: given.evidence, judge };
}

/** A veto item falls by one grounded no, or when no judge could ground a yes. */
function itemFindings(
  { id, question, strand, veto }: RubricItem,
  items: JudgedItem[],
  { chapter, fields, parts: known }: Place,
): Finding[] {
  const failed = items.filter(({ answer }) => answer !== 'yes');
  if (failed.length === 0 && items.length > 0) return [];
  const isVetoed =
    veto && (items.some(({ answer }) => answer === 'no') || !items.some(({ answer }) => answer === 'yes'));
  const worst = failed.find(({ answer }) => answer === 'no') ?? failed[0];
  const reason =
    worst?.answer === 'no'
      ? `no, because of “${worst.evidence.slice(0, 160)}”`
      : 'no judge’s evidence for it stands in the chapter';
  const found = worst?.answer === 'no' ? locate(worst.evidence, fields) : null;
  const parts = found ? [found] : partsOfStrand(strand, chapter, known);
  return parts.map((part) => ({
    rule: id,
    severity: isVetoed ? 'veto' : 'weak',
    chapter: chapter.number,
    part,
    detail: `${question} ${failed.length} of ${items.length} judges did not say yes: ${reason}.`,
  }));
}

const locate = (evidence: string, fields: Field[]): string | null => {
  const wanted = foldWords(evidence);
  const holder = fields.find(({ blocks }) =>
    ` ${foldWords(blocks.map(({ text }) => text).join('\n'))} `.includes(` ${wanted} `),
  );
  return holder?.part ?? null;
};

/** Where a fault lies that no passage shows. */
const partsOfStrand = (strand: RubricItem['strand'], chapter: Chapter, parts: PartRegistry): string[] =>
  parts.filter(({ strands }) => strands.includes(strand)).flatMap(({ partNames }) => partNames(chapter));

interface Place {
  chapter: Chapter;
  fields: Field[];
  parts: PartRegistry;
}

function thresholdFindings({ chapter, scores }: ChapterReport, { thresholds }: Standard): Finding[] {
  if (scores === null) return [];
  return (['quality', 'alignment'] as const).flatMap((name): Finding[] =>
    scores[name] >= thresholds[name]
      ? []
      : [
          {
            rule: `${name}-threshold`,
            severity: 'veto',
            chapter,
            part: null,
            detail: `${name} ${scores[name].toFixed(3)}, expected at least ${thresholds[name]}.`,
          },
        ],
  );
}

/** Null when a veto kept some chapter from its judges: a mean over the others would flatter. */
function meanScores(reports: ChapterReport[]): Scores | null {
  const scores = reports.map((report) => report.scores).filter((given) => given !== null);
  if (scores.length === 0 || scores.length < reports.length) return null;
  const mean = (name: keyof Scores): number => sum(scores.map((given) => given[name])) / scores.length;
  return { quality: mean('quality'), alignment: mean('alignment') };
}

/** The parts that a veto names, and in a chapter below a threshold those that weigh on its score too. */
function weakParts(
  findings: Finding[],
  { below, everywhere }: { below: Set<number | null>; everywhere: string[] },
): QualityReport['weakParts'] {
  const parts = new Map<string, { chapter: number; part: string }>();
  for (const { chapter, part, severity } of findings) {
    if (chapter === null) continue;
    const isMeant = severity === 'veto' || (severity === 'weak' && below.has(chapter));
    // A veto on a chapter as a whole sends back what every chapter has; its sections have findings of their own.
    const names = part !== null ? [part] : below.has(chapter) ? [] : everywhere;
    if (isMeant) for (const name of names) parts.set(`${chapter} ${name}`, { chapter, part: name });
  }
  return [...parts.values()].sort(
    (a, b) => a.chapter - b.chapter || a.part.localeCompare(b.part, 'en', { numeric: true }),
  );
}

const bookVeto = (rule: string, detail: string): Finding => ({
  rule,
  severity: 'veto',
  chapter: null,
  part: null,
  detail,
});
const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
