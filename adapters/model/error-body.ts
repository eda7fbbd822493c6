/**
 * Errors in the provider's own form, whatever form a compatible server gives them: the client reads `{"error": {…}}` and
 * loses every other, and with it the words by which a server says which parameter it does not take.
 */
import { z } from 'zod';

/** FastAPI says `detail`; vLLM and Mistral put the fields of the error at the top; Ollama's own form has a text; Gemini has a list of one. */
const ForeignSchema = z.looseObject({
  error: z.unknown().optional(),
  message: z.unknown().optional(),
  detail: z.unknown().optional(),
  code: z.union([z.string(), z.number()]).nullish().catch(null),
  type: z.string().nullish().catch(null),
  param: z.string().nullish().catch(null),
});

/** `fetch`, with the body of a refusal put into the provider's form. */
export const fetchReadable: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (response.ok) return response;
  const headers = new Headers(response.headers);
  // The body is decoded by now, and of another length.
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name);
  const { status, statusText } = response;
  return new Response(providersForm(await response.text()), { status, statusText, headers });
};

function providersForm(body: string): string {
  if (!/^\s*[{[]/.test(body)) return body;
  const json = readJson(body);
  const parsed = ForeignSchema.safeParse(Array.isArray(json) ? json[0] : json);
  if (!parsed.success) return body;
  if (isRecord(parsed.data.error)) return JSON.stringify(parsed.data);
  const { error, message, detail, code, type, param } = parsed.data;
  const said = [error, message, detail].find((words) => words !== undefined && words !== null);
  if (said === undefined) return body;
  const words = typeof said === 'string' ? said : JSON.stringify(said);
  return JSON.stringify({ error: { message: words, code: code ?? null, type: type ?? null, param: param ?? null } });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: quoted as it is.
    return undefined;
  }
}

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null;
