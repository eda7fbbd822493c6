/**
 * Temporal's test server, in which months pass in seconds. It is Java, and no part of the set-up:
 * TEST_TIME_SKIPPING_JARS names a folder with `io.temporal:temporal-test-server:1.31.0` and what it needs, as
 * `mvn dependency:copy-dependencies` makes it.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { InternalConnectionOptionsSymbol, type InternalConnectionOptions } from '@temporalio/client/lib/connection.js';
import { msToTs } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';
import { NativeConnection } from '@temporalio/worker';
import { freePort } from '../../stack/process/ports.ts';
import { SEARCH_ATTRIBUTE_TYPES } from '../../workflows/contracts.ts';

export const timeSkippingJars = process.env.TEST_TIME_SKIPPING_JARS;

export interface TimeSkippingServer {
  client: Client;
  connection: NativeConnection;
  /** Has so many days pass. */
  pass(days: number): Promise<void>;
  stop(): Promise<void>;
}

const PATIENCE_MS = 60_000;
const DAY_MS = 86_400_000;
const { IndexedValueType } = proto.temporal.api.enums.v1;
const TYPES = {
  Keyword: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  Double: IndexedValueType.INDEXED_VALUE_TYPE_DOUBLE,
  Int: IndexedValueType.INDEXED_VALUE_TYPE_INT,
} as const;

export async function startTimeSkippingServer(jars: string): Promise<TimeSkippingServer> {
  const port = await freePort(undefined);
  const program = ['-cp', join(jars, '*'), 'io.temporal.testserver.TestServer', String(port), '--enable-time-skipping'];
  const server = spawn('java', program, { stdio: 'ignore' });
  try {
    return await connectTo(`127.0.0.1:${port}`, () => server.kill());
  } catch (error) {
    server.kill();
    throw error;
  }
}

async function connectTo(address: string, end: () => unknown): Promise<TimeSkippingServer> {
  const options: InternalConnectionOptions = {
    address,
    connectTimeout: PATIENCE_MS,
    [InternalConnectionOptionsSymbol]: { supportsTestService: true },
  };
  const connection = await Connection.connect(options);
  const { testService } = connection;
  if (!testService) throw new Error(`Expected a time-skipping server at ${address}.`);
  // It knows how to add search attributes, and not how to list them.
  await connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: Object.fromEntries(
      Object.entries(SEARCH_ATTRIBUTE_TYPES).map(([name, type]) => [name, TYPES[type]]),
    ),
  });
  const native = await NativeConnection.connect({ address });
  return {
    client: new Client({ connection }),
    connection: native,
    pass: (days) =>
      connection.withDeadline(Date.now() + 4 * PATIENCE_MS, async () => {
        await testService.unlockTimeSkippingWithSleep({ duration: msToTs(days * DAY_MS) });
      }),
    async stop() {
      await native.close();
      await connection.close();
      end();
    },
  };
}
