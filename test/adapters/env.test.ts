import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment, ENV_KEYS, EnvError, readEnv } from '../../adapters/env.ts';

const example = readFileSync(join(import.meta.dirname, '..', '..', '.env.example'), 'utf8').split('\n');

describe('.env.example', () => {
  it('lists exactly the keys of the environment', () => {
    const listed = example.flatMap((line) => /^([A-Z0-9_]+)=/.exec(line)?.[1] ?? []);

    expect([...listed].sort()).toEqual([...ENV_KEYS].sort());
  });

  it('explains each key in one line above it and gives it no value', () => {
    const keys = example.flatMap((line, index) =>
      /^[A-Z]/.test(line) ? [{ line, above: example[index - 1] ?? '' }] : [],
    );

    expect(keys.filter(({ above }) => !/^# [^-]/.test(above))).toEqual([]);
    expect(keys.filter(({ line }) => !line.endsWith('='))).toEqual([]);
  });

  it('names the default of each key that has one', () => {
    const defaults = Object.entries(readEnv({})).filter(([key]) => ENV_KEYS.includes(key) && key !== 'REHEARSAL_PORT');
    const stated = defaults.map(([key, given]) => {
      const value = JSON.stringify(given).replaceAll('"', '');
      const above = example[example.indexOf(`${key}=`) - 1];
      return {
        key,
        saysIt: above?.endsWith(`Default: ${value}`) || above?.includes(`Default: ${value},`),
      };
    });

    expect(stated.filter(({ saysIt }) => !saysIt)).toEqual([]);
  });
});

describe('readEnv', () => {
  it('takes an empty value for absent', () => {
    expect(readEnv({ DATABASE_URL: '', OPENAI_API_KEY: '' })).toMatchObject({ LOG_LEVEL: 'info' });
    expect(readEnv({ DATABASE_URL: '' }).DATABASE_URL).toBeUndefined();
  });

  it('lists every problem at once', () => {
    const read = () => readEnv({ TEMPORAL_ADDRESS: 'nowhere', WORKER_ROLE: 'king', AUTHORING_SLOTS: 'many' });

    expect(read).toThrow(EnvError);
    expect(read).toThrow(/TEMPORAL_ADDRESS: expected host:port[\s\S]*WORKER_ROLE[\s\S]*AUTHORING_SLOTS/);
  });

  it.each([
    [{ AUTHORING_SLOTS: 'many' }, 'AUTHORING_SLOTS: expected a whole number, found "many"'],
    [{ PUBLISHING_SLOTS: '0' }, 'PUBLISHING_SLOTS: expected at least 1, found "0"'],
    [{ TEMPORAL_TLS: 'perhaps' }, 'TEMPORAL_TLS: expected true or false, found "perhaps"'],
    [{ TEMPORAL_ADDRESS: 'here' }, 'TEMPORAL_ADDRESS: expected host:port, found "here"'],
    [{ DATABASE_URL: 'mysql://a:b@c/d' }, 'DATABASE_URL: expected postgresql://user:password@host:5432/name\n'],
  ])('says what was expected and found of %j, but for what may hold a password', (given, message) => {
    expect(() => readEnv(given)).toThrow(message);
  });

  it('keeps caches and logs inside a data folder that is named', () => {
    expect(readEnv({ DATA_DIR: '/srv/a' })).toMatchObject({ cacheDir: '/srv/a/cache', logDir: '/srv/a/logs' });
  });
});

it('hands a child its own keys and takes others away', () => {
  const environment = childEnvironment({ WORKER_ROLE: 'all', PATH: undefined });

  expect(environment.WORKER_ROLE).toBe('all');
  expect(environment.PATH).toBeUndefined();
  expect(environment.NODE_ENV).toBe(process.env.NODE_ENV);
});
