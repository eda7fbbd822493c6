/** What names a call: the same key is the same question, asked at the same place, and is paid for once. */
import { createHash } from 'node:crypto';
import type { CallRequest } from './call-ledger.ts';

/** Hex SHA-256 over place, ask, model and prompt hash. The run is no part of it: a later run pays for nothing again. */
export const callKey = (call: Omit<CallRequest, 'runId' | 'isRehearsal' | 'provider' | 'reservedUsd'>): string =>
  sha256([
    call.courseId,
    call.bookId,
    call.purpose,
    call.chapter,
    call.part,
    call.revision,
    call.ask,
    call.model,
    call.promptHash,
  ]);

/**
 * Hex SHA-256 over what decides the answer. How the schema travels (as a response format or in the prompt) and how long
 * the reply may be are no part of it: a fleet that finds another form tomorrow pays for nothing again.
 */
export const promptHash = (question: { schemaName: string; schema: unknown; system: string; prompt: string }): string =>
  sha256([question.schemaName, question.schema, question.system, question.prompt]);

const sha256 = (parts: unknown[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');
