/**
 * Two model servers in a process of their own, so that their work is not the work that is measured: the rehearsal model,
 * and one that takes any number of calls and ends no reply before `POST /finish`.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startRehearsal } from '../../rehearsal/main.ts';
import { readOptions } from '../../rehearsal/server/options.ts';

const PIECE_EVERY_MS = 500;

const open = new Set<ServerResponse>();
let asked = 0;
const send = (response: ServerResponse, event: object): void => {
  response.write(`data: ${JSON.stringify(event)}\n\n`);
};
const piece = (content: string, finish: string | null = null): object => ({
  choices: [{ index: 0, delta: { content }, finish_reason: finish }],
});

const slow = createServer((request, response) => {
  request.resume();
  if (request.url === '/v1/models') return void response.end(JSON.stringify({ data: [{ id: 'slow' }] }));
  if (request.url === '/asked') return void response.end(String(asked));
  if (request.url === '/finish') {
    for (const held of open) {
      send(held, piece('"}', 'stop'));
      held.end('data: [DONE]\n\n');
    }
    return void response.end();
  }
  asked += 1;
  open.add(response);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  send(response, piece('{"text":"'));
  response.on('close', () => open.delete(response));
});
setInterval(() => {
  for (const held of open) send(held, piece('.'));
}, PIECE_EVERY_MS);

const rehearsal = await startRehearsal(readOptions(['--port', '0'], {}));
slow.listen(0, '127.0.0.1', () => {
  const { port } = slow.address() as AddressInfo;
  console.log(JSON.stringify({ rehearsal: rehearsal.url, slow: `http://127.0.0.1:${port}` }));
});
