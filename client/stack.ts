/** `npm run stack -- status|stop`: what runs for this data folder, and its end. */
import { withoutPassword } from '../stack/named-services.ts';
import type { StackStatus } from '../stack/stack.ts';
import { describeStack } from '../stack/status.ts';
import { stopStack, type StopResult } from '../stack/stop-stack.ts';
import { runCommand, type CommandContext } from './session/command.ts';
import { createProgram, parseWith } from './typed/parse.ts';
import { EXIT } from './typed/usage.ts';

interface Answer {
  json: object;
  text: string;
}

const STOPPED: Record<StopResult, string> = {
  stopped: 'Stopped.',
  'leftovers-ended': 'The command that started the services was gone; what it had left is ended.',
  'nothing-ran': 'Nothing ran.',
};

async function main({ env, argv }: CommandContext): Promise<number> {
  const wantsJson = argv.includes('--json') || env.npmFlags['json'] === 'true';
  const print = ({ json, text }: Answer): void => console.log(wantsJson ? JSON.stringify(json, null, 2) : text);

  const program = createProgram('npm run stack --', (text) => console.log(text.trimEnd()))
    .description('The embedded services of this data folder (DATA_DIR).')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run stack -- status\n  npm run stack -- status --json\n  npm run stack -- stop',
    );
  program
    .command('status')
    .description('what runs, where, and which process owns it')
    .option('--json', 'one JSON document')
    .action(async () => {
      const status = await describeStack(env);
      print({ json: status, text: statusText(status) });
    });
  program
    .command('stop')
    .description('stop what runs here, also what a crash left behind')
    .option('--json', 'one JSON document')
    .action(async () => {
      const result = await stopStack(env);
      print({ json: { result }, text: STOPPED[result] });
    });
  await parseWith(program, argv);
  return EXIT.done;
}

function statusText({ services, workers, owner }: StackStatus): string {
  const { postgres, temporal, model } = services;
  return [
    // The password of an embedded one is this folder's own; that of a named one is the operator's.
    line('PostgreSQL', postgres, postgres.url && !postgres.embedded ? withoutPassword(postgres.url) : postgres.url),
    line('Temporal', temporal, temporal.address),
    `  Web UI      ${temporal.webUi ?? '-'}`,
    line('Model', model, model.baseUrl),
    ...workers.map(({ role, pid, up }) => `Worker        ${up ? 'up  ' : 'down'}  ${role}, process ${pid}`),
    owner ? `Owner         process ${owner.pid}, since ${owner.startedAt}` : 'Owner         none',
  ].join('\n');
}

function line(name: string, service: { up: boolean; embedded: boolean; pid: number | null }, address: string | null) {
  const whose = service.embedded ? 'embedded' : 'named';
  const process = service.pid === null ? '' : `, process ${service.pid}`;
  return `${name.padEnd(14)}${service.up ? 'up  ' : 'down'}  ${address ?? '-'}  (${whose}${process})`;
}

// Last: what is declared below an awaited line does not exist while it waits.
await runCommand('stack', main);
