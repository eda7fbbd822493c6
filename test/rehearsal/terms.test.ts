import { blocks } from '../../rehearsal/text/markdown.ts';
import { findTerms } from '../../rehearsal/writers/terms.ts';

const termsIn = (text: string): string[] => findTerms(blocks(text), 'en').map(({ term }) => term);

describe('key terms', () => {
  it.each([
    ['A tuple is a sequence of comma separated values of several types.', 'tuple'],
    ['The term egalitarianism refers to a broad family of views about equality.', 'egalitarianism'],
    ['**Essentialism** is the view that a set of characteristics makes something what it is.', 'Essentialism'],
    ['Anchoring bias refers to our tendency to rely on the values that we saw first.', 'Anchoring bias'],
  ])('of %j: %s', (text, term) => {
    expect(termsIn(text)).toEqual([term]);
  });

  it.each([
    'Making mistakes is a normal part of programming, and the chapter includes advice on it.',
    'Writing programs is a creative activity, inherently useful, and rewarding for everyone who does it!',
    'Being a dog is a sufficient condition for being a mammal of some kind.',
    'The percentage refers to how many results belong to that language in the index.',
    'Functions such as keys and values are called to obtain keys, values, and items in the dictionary.',
    'The loop below is a regular loop for going through all the characters of a string.',
    'The **up arrow** displays the previous line; the **down arrow** displays the next line.',
    'This section looks at two consequentialist approaches, Mohism and **utilitarianism**.',
    'The sacraments become effectual means of salvation, not from any virtue in them.',
    'Eudaimonia is a hard word to translate into any of the modern languages.',
  ])('takes no definition from %j', (text) => {
    expect(termsIn(text)).toEqual([]);
  });
});
