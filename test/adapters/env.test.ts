import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
    [
      { OPENAI_BASE_URL: 'localhost:8080/v1' },
      'OPENAI_BASE_URL: expected an address such as http://127.0.0.1:8080/v1\n',
    ],
    [{ STORAGE_URL: 'file:books' }, 'STORAGE_URL: expected a folder, file:///absolute/path'],
    [{ STORAGE_URL: 's3://bucket/books' }, 'buckets (s3://) are not supported, a mounted one works\n'],
    [{ DATABASE_URL: 'mysql://a:b@c/d' }, 'DATABASE_URL: expected postgresql://user:password@host:5432/name\n'],
  ])('says what was expected and found of %j, but for what may hold a password', (given, message) => {
    expect(() => readEnv(given)).toThrow(message);
  });

  it('keeps caches and logs inside a data folder that is named', () => {
    expect(readEnv({ DATA_DIR: '/srv/a' })).toMatchObject({ cacheDir: '/srv/a/cache', logDir: '/srv/a/logs' });
  });
});

describe('.env', () => {
  const [home, inherited] = [process.cwd(), { ...process.env }];
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'an environment '));
    process.chdir(folder);
    delete process.env.LIBRARY_NAME;
    delete process.env.OPENAI_MODEL;
  });
  afterEach(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
    process.env = { ...inherited };
  });

  it('is read with a mark at its head and any line end, and the environment wins', () => {
    writeFileSync('.env', '\ufeffLIBRARY_NAME="Our Library"\r\nOPENAI_MODEL=ours\r\n');
    process.env.OPENAI_MODEL = 'theirs';

    expect(readEnv()).toMatchObject({ LIBRARY_NAME: 'Our Library', OPENAI_MODEL: 'theirs' });
  });

  it('is refused when it is not text in UTF-8', () => {
    writeFileSync('.env', Buffer.from('\ufeffLIBRARY_NAME=Ours\n', 'utf16le'));

    expect(() => readEnv()).toThrow(EnvError);
    expect(() => readEnv()).toThrow(/\.env cannot be read as text in UTF-8/);
  });
});

it('hands a child its own keys and takes others away', () => {
  const environment = childEnvironment({ WORKER_ROLE: 'all', PATH: undefined });

  expect(environment.WORKER_ROLE).toBe('all');
  expect(environment.PATH).toBeUndefined();
  expect(environment.NODE_ENV).toBe(process.env.NODE_ENV);
});
