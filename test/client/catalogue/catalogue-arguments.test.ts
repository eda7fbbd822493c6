import { catalogueImportJob, databaseSetupJob } from '../../../client/catalogue/catalogue-arguments.ts';
import { HelpShown } from '../../../client/typed/parse.ts';
import { UsageError } from '../../../client/typed/usage.ts';
import { TABLE_COLUMNS } from '../../../domain/catalogue/table.ts';

const print = (): void => undefined;

describe('the command line of catalogue:import', () => {
  it.each([
    [['a.json', 'b.csv'], {}, { files: ['a.json', 'b.csv'], sections: 'keep', json: false }],
    [['a.json', '--json'], {}, { files: ['a.json'], sections: 'keep', json: true }],
    [['a.json'], { json: 'true' }, { files: ['a.json'], sections: 'keep', json: true }],
    [['a.json', '--merge-sections'], {}, { files: ['a.json'], sections: 'merge', json: false }],
    [['a.json'], { 'merge-sections': 'true' }, { files: ['a.json'], sections: 'merge', json: false }],
  ])('reads %j with %j', async (argv, npmFlags, expected) => {
    expect(await catalogueImportJob(argv, npmFlags, print)).toEqual(expected);
  });

  it('asks for a file', async () => {
    await expect(catalogueImportJob([], {}, print)).rejects.toThrow(UsageError);
  });

  it('names the nearest flag', async () => {
    await expect(catalogueImportJob(['a.json', '--jsno'], {}, print)).rejects.toThrow(/--json/);
  });

  it.each([['help'], ['--help']])('explains every column of a table when asked for %s', async (word) => {
    let help = '';
    const asked = catalogueImportJob([word], {}, (text) => {
      help += text;
    });

    await expect(asked).rejects.toThrow(HelpShown);
    for (const column of Object.keys(TABLE_COLUMNS)) expect(help).toContain(`\n  ${column} `);
  });
});

describe('the command line of db:setup', () => {
  it.each([
    ['nothing', [], {}, { catalogue: null, samples: false, json: false }],
    ['a flag behind --', ['--catalogue', 'a.json'], {}, { catalogue: 'a.json', samples: false, json: false }],
    [
      'a flag that npm cut from its value',
      ['a.json'],
      { catalogue: 'true' },
      { catalogue: 'a.json', samples: false, json: false },
    ],
    ['a flag that npm took whole', [], { catalogue: 'a.json' }, { catalogue: 'a.json', samples: false, json: false }],
    ['switches that npm took', [], { samples: 'true', json: 'true' }, { catalogue: null, samples: true, json: true }],
  ])('reads %s', async (_what, argv, npmFlags, expected) => {
    expect(await databaseSetupJob(argv, npmFlags, print)).toEqual(expected);
  });

  it.each([
    [['a.json', '--samples'], {}],
    [[], { catalogue: 'true' }],
  ])('refuses %j with %j', async (argv, npmFlags) => {
    await expect(databaseSetupJob(argv, npmFlags, print)).rejects.toThrow(UsageError);
  });
});
