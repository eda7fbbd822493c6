/**
 * How many tokens a text is, about.
 *
 * For reservations, so it errs on the high side: English prose has 4 to 5 characters a token, JSON about 3; a letter of
 * another script is at most about one token, a sign outside the basic plane up to three. No tokenizer: there is one for each
 * model family, and a reservation is settled by what the server counted.
 */
const ASCII_CHARS_PER_TOKEN = 3;
const TOKENS_PER_ASTRAL_SIGN = 3;
/** Roles, separators and the frame of the reply. */
const TOKENS_PER_REQUEST = 16;

/** Tokens of a text, rounded up. */
export function estimateTokens(text: string): number {
  let ascii = 0;
  let letters = 0;
  let astral = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) < 0x80) ascii += 1;
    else if ((text.codePointAt(at) ?? 0) < 0x10000) letters += 1;
    else {
      astral += 1;
      at += 1;
    }
  }
  return Math.ceil(ascii / ASCII_CHARS_PER_TOKEN) + letters + astral * TOKENS_PER_ASTRAL_SIGN;
}

/** Tokens of a request of several texts. */
export const estimateRequestTokens = (texts: string[]): number =>
  texts.reduce((sum, text) => sum + estimateTokens(text), TOKENS_PER_REQUEST);
