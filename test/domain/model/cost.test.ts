import { readFileSync } from 'node:fs';
import { costUsd, PriceTableSchema } from '../../../domain/model/prices.ts';
import { estimateRequestTokens, estimateTokens } from '../../../domain/model/tokens.ts';

const prices = PriceTableSchema.parse(JSON.parse(readFileSync('prices.json', 'utf8')));

describe('what a call costs', () => {
  it('is input and output at their own price a million', () => {
    expect(costUsd(prices, 'gpt-4.1-mini', { inputTokens: 1_000_000, outputTokens: 500_000 })).toBeCloseTo(1.2, 10);
  });

  it('is the price of its family for a dated snapshot', () => {
    expect(costUsd(prices, 'gpt-4o-2024-08-06', { inputTokens: 1_000_000, outputTokens: 0 })).toBeCloseTo(2.5, 10);
  });

  it('is nothing for the rehearsal model', () => {
    expect(costUsd(prices, 'scroll-rehearsal', { inputTokens: 1_000, outputTokens: 1_000 })).toBe(0);
  });

  it.each(['a-model-of-my-own', 'gpt-4.1-mini-turbo', 'constructor'])('is unknown, not nothing, for %s', (model) => {
    expect(costUsd(prices, model, { inputTokens: 1_000, outputTokens: 1_000 })).toBeNull();
  });
});

describe('an estimate of tokens', () => {
  it.each([
    ['English prose, at least one for four signs', 'The quick brown fox jumps over the lazy dog.', 11],
    ['JSON, at least one for three signs', '{"title":"Psalms","words":10}', 10],
    ['other scripts, at least one for a sign', '太初有道，道与神同在', 10],
    ['emoji, at least two for each', '📖🙏', 4],
  ])('is on the high side: %s', (_kind, text, tokens) => {
    expect(estimateTokens(text)).toBeGreaterThanOrEqual(tokens);
    expect(estimateTokens(text)).toBeLessThan(tokens * 2);
  });

  it('adds the frame of a request to its texts', () => {
    expect(estimateTokens('')).toBe(0);
    expect(estimateRequestTokens(['abc', 'def'])).toBeGreaterThan(2);
  });
});
