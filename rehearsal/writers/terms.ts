/**
 * Finds terms that a text itself defines, each with the sentence that defines it, word for word.
 *
 * Only plain forms are trusted: “A variable is a …”, “… are called x-rays”, a bold term that its sentence goes on to
 * explain. What is not found is not invented.
 */
import type { Block } from '../text/markdown.ts';
import { countWords, hasOpenReference, onOneLine, sentences } from '../text/words.ts';

export interface KeyTerm {
  term: string;
  definition: string;
}

export function findTerms(parts: readonly Block[], language: string): KeyTerm[] {
  const known = FORMS[language.toLowerCase().split(/[-_]/)[0] || 'en'];
  const found = new Map<string, KeyTerm>();
  for (const part of parts) {
    if (part.kind !== 'prose') continue;
    for (const sentence of sentences(onOneLine(part.text))) {
      const length = countWords(sentence);
      if (length < 6 || length > 45 || /[?:…]$/.test(sentence) || hasOpenReference(sentence)) continue;
      const term = definedBy(sentence, known);
      if (term && !found.has(term.toLowerCase())) found.set(term.toLowerCase(), { term, definition: sentence });
    }
  }
  return [...found.values()];
}

interface Forms {
  /** The sentence begins with the term and says what it is. */
  defined: RegExp;
  /** The sentence explains something and ends by naming it. */
  called: RegExp | null;
}

const NAME = String.raw`[\p{L}][\p{L}\p{M}\p{N}'’-]*(?: [\p{L}][\p{L}\p{M}\p{N}'’-]*){0,3}?`;
const PRONOUN =
  /^(?:this|these|that|those|it|its|they|their|there|here|he|she|we|you|your|our|his|her|my|i|one|what|which|who|such|another|other|each|every|some|most|many|all|both|any|no|not|so|if|when|while|as|in|on|at|for|from|by|with|after|before|because|since|although|may|can|could|might|would|should|will|must|thus|also|often|usually|multiple|perhaps|today|now|only|first|second|third|next|final|following|same|more|less|early|later)$/i;
const VAGUE =
  /^(?:chapter|section|book|example|figure|table|goal|purpose|reason|question|answer|result|difference|idea|problem|point|thing|things|way|part|parts|case|fact|key|issue|task|aim|claim|and|or|but|is|are|was|were|being|effect|response|percentage|below|above|here|itself|themselves|alone|broadly|however|become|becomes)$/i;

/** “… is an important …” praises; it does not define. */
const PRAISE =
  '(?!(?:\\p{L}+ly )?(?:very|important|effective|good|great|common|key|major|useful|powerful|popular|crucial|central|natural|simple|result|way|part|reminder|example|product|matter|form|mistake|problem|sign|step|tool|traditional|related|different|new|big|small|little|long|short|single|unique|clear|perfect|famous|few|lot|bit|normal|hard|difficult|complex|creative|word)\\b)';

const forms = (article: string, copula: string, called?: RegExp): Forms => ({
  defined: new RegExp(
    String.raw`^(?:(?:${article}))?[*“"]{0,2}(${NAME})[*”"]{0,2}(?: \([^)]{1,30}\))?,? (?:${copula})${PRAISE}`,
    'u',
  ),
  called: called ?? null,
});

const FORMS: Record<string, Forms> = {
  en: forms(
    'An? |The ',
    '(?:is|are) (?:an? |the (?:study|process|set|number|name|point|branch|art|science|act|ability|amount|measure) |any |defined as )|refers to (?!how |whether )|means (?!of )',
    new RegExp(
      String.raw`^(?!Sometimes|One |Another|An? (?:related|similar)).{40,}(?:is|are) (?:called|known as|termed|referred to as) (?:an? |the )?[*“"]{0,2}(${NAME})[*”"]{0,2}(?=[.,;(]| \()`,
      'u',
    ),
  ),
  es: forms('El |La |Los |Las |Una? ', '(?:es|son) (?:una? |el |la |los |las )'),
  pt: forms('Os? |As? |Uma? ', '(?:é|são) (?:uma? |os? |as? )'),
  fr: forms("Le |La |Les |L['’]|Une? ", '(?:est|sont) (?:une? |le |la |les |des )'),
  it: forms("Il |Lo |La |I |Gli |Le |L['’]|Un[ao]? ", '(?:è|sono) (?:un[ao]? |il |lo |la |i |gli |le )'),
  de: forms('Der |Die |Das |Eine? ', '(?:ist|sind) (?:eine? |der |die |das )'),
  nl: forms('De |Het |Een ', '(?:is|zijn) (?:een |de |het )'),
  id: forms('', '(?:adalah|ialah|merupakan) '),
};

/** “The term equality refers to …” defines equality. */
const NAMED_AS = /^(?:term|word|phrase|expression) (?=\S)/;
/** “Writing programs is …”, “Being a dog is …” speak of doing something; “operating system” is a name. */
const DOING = /^(?:to |\p{L}+ing (?:(?:an?|the) |(?:\p{L}+ )?\p{L}*[^suia]s$))/iu;
/** “**Essentialism** is the view that …”: what stands in bold may be explained in more ways than other words. */
const BOLD_DEFINED =
  /^(?:An? |The )?\*\*([^*\n]{2,60})\*\*(?: \([^)]{1,40}\))?,? (?:is|are|means|refers to|describes) /;
const BOLD_TERM = /^[\p{L}][\p{L}\p{M}\p{N} '’()-]*$/u;

function definedBy(sentence: string, known: Forms | undefined): string | null {
  const bold = /\*\*([^*\n]{2,60})\*\*/.exec(sentence)?.[1];
  // Without forms of its language, a sentence that opens with a bold term is taken to explain it.
  if (!known) return bold && isBoldTerm(bold) && sentence.startsWith(`**${bold}**`) ? bold : null;
  const plain = sentence.replaceAll('**', '');
  const written = BOLD_DEFINED.exec(sentence)?.[1] ?? known.defined.exec(plain)?.[1] ?? known.called?.exec(plain)?.[1];
  const term = written?.replace(NAMED_AS, '');
  if (!term || term.length < 3 || (bold && isBoldTerm(bold) && bold !== term)) return null;
  const parts = term.split(' ');
  return DOING.test(term) || parts.some((word) => PRONOUN.test(word) || VAGUE.test(word)) ? null : term;
}

const isBoldTerm = (bold: string): boolean => BOLD_TERM.test(bold) && countWords(bold) <= 4;
