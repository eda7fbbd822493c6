import { createServer, type Http2Server } from 'node:http2';
import { readEnv } from '../../adapters/env.ts';
import { ServiceUnreachable } from '../../stack/process/errors.ts';
import { requireTemporal } from '../../stack/named-services.ts';

const UNIMPLEMENTED = '12';

let server: Http2Server;
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** Greets a client as an old Temporal does, and answers every other question with a gRPC status, or with no gRPC at all. */
async function aServer({ grpcStatus }: { grpcStatus: string | null }): Promise<string> {
  server = createServer();
  server.on('stream', (stream, headers) => {
    const status = headers[':path']?.endsWith('/GetSystemInfo') ? UNIMPLEMENTED : grpcStatus;
    if (grpcStatus === null || status === null) return stream.respond({ ':status': 404 }, { endStream: true });
    stream.respond(
      { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': status, 'grpc-message': 'as asked' },
      { endStream: true },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `127.0.0.1:${address.port}`;
}

describe('a Temporal that was named', () => {
  it.each([
    ['is no Temporal', null, /cannot be used: .*Check TEMPORAL_ADDRESS/s],
    ['rejects the key', '16', /cannot be used: .*as asked.*TEMPORAL_API_KEY/s],
    ['knows no such namespace', '5', /namespace "default" does not exist there/],
  ])('is refused when the server %s', async (_how, grpcStatus, message) => {
    const address = await aServer({ grpcStatus });

    const error: unknown = await requireTemporal(readEnv({}), address).catch((e: unknown) => e);

    expect(error).toBeInstanceOf(ServiceUnreachable);
    expect(error).toMatchObject({ address, message: expect.stringMatching(message) as string });
  });

  it('is taken when it lets nobody describe its namespaces', async () => {
    const address = await aServer({ grpcStatus: '7' });

    await expect(requireTemporal(readEnv({}), address)).resolves.toBeUndefined();
  });
});
