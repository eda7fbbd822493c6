/** Makes a Temporal namespace ready for the library: the namespace itself, where we may, and its search attributes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isGrpcServiceError, type Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';

/** gRPC status codes (https://grpc.io/docs/guides/status-codes/). */
const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;

const RETENTION_DAYS = 30;
/** A new namespace reaches every part of the server after a cache's refresh. */
const VISIBLE_AFTER_MS = 30_000;

const { IndexedValueType } = proto.temporal.api.enums.v1;
const TYPES = {
  Keyword: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  Double: IndexedValueType.INDEXED_VALUE_TYPE_DOUBLE,
  Int: IndexedValueType.INDEXED_VALUE_TYPE_INT,
} as const;

/** Safe to repeat, and with several processes at once. */
export async function prepareNamespace(
  connection: Connection,
  namespace: string,
  attributes: Record<string, keyof typeof TYPES>,
): Promise<void> {
  const known = await readSearchAttributes(connection, namespace);
  const missing = Object.entries(attributes).filter(([name]) => !known.includes(name));
  if (missing.length === 0) return;
  await unless(ALREADY_EXISTS, () =>
    connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map(([name, type]) => [name, TYPES[type]])),
    }),
  );
}

/** Names of the namespace's own search attributes; registers the namespace when the server does not know it. */
async function readSearchAttributes(connection: Connection, namespace: string): Promise<string[]> {
  const names: string[] = [];
  const read = () =>
    unless(NOT_FOUND, async () => {
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
      names.push(...Object.keys(customAttributes ?? {}));
    });
  if (await read()) return names;
  await unless(ALREADY_EXISTS, () =>
    connection.workflowService.registerNamespace({
      namespace,
      description: 'ScrollLibrary: textbooks for a course catalogue.',
      workflowExecutionRetentionPeriod: msToTs(`${RETENTION_DAYS} days`),
    }),
  );
  for (const deadline = Date.now() + VISIBLE_AFTER_MS; Date.now() < deadline; await sleep(200))
    if (await read()) return names;
  throw new Error(
    `Temporal's namespace "${namespace}" was registered and is still not there after ${VISIBLE_AFTER_MS / 1000} s.`,
  );
}

/** Runs a call; false when it failed with the status that is expected. */
async function unless(expected: number, call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    if (isGrpcServiceError(error) && Number(error.code) === expected) return false;
    throw error;
  }
}
