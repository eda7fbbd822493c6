/**
 * Set-up: what a fresh clone lacks before any TypeScript can run. Plain Node, no packages, notices on stderr.
 *
 * Packages are installed when they do not match package-lock.json, the Prisma client is generated when the schema
 * changed. Install scripts are never run. Two set-ups at once wait for each other.
 */
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withSetupLock } from './setup-lock.mjs';
import { showProgress } from './progress.mjs';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PACKAGES_STAMP = join(ROOT, 'node_modules', '.installed-lock-sha256');
const GENERATED = join(ROOT, 'adapters', 'postgres', 'generated');
const CLIENT_STAMP = join(GENERATED, '.schema-sha256');

/** As npm understands it: what only development needs is left out. */
const OMITS_DEV = process.env.NODE_ENV === 'production';

/** Brings the working tree to where TypeScript can run; returns at once when it is there already. */
export async function setUp() {
  requireNode();
  if (packagesAreCurrent() && clientIsCurrent()) return;
  await withSetupLock(ROOT, async () => {
    if (!packagesAreCurrent()) await installPackages();
    if (!clientIsCurrent()) await generateClient();
  });
}

function requireNode() {
  const { engines } = readJson(join(ROOT, 'package.json'));
  const wanted = /(\d+)\.(\d+)/.exec(engines.node).slice(1).map(Number);
  const have = process.versions.node.split('.').map(Number);
  if (have[0] > wanted[0] || (have[0] === wanted[0] && have[1] >= wanted[1])) return;
  throw new Error(`Node ${engines.node} is needed; this is ${process.versions.node} (${process.execPath}).`);
}

function packagesAreCurrent() {
  if (!existsSync(join(ROOT, 'node_modules', '.package-lock.json'))) return false;
  const wanted = wantedStamp();
  if (readStamp(PACKAGES_STAMP) === wanted) return true;
  if (!installedMatchesLock()) return false;
  writeFileSync(PACKAGES_STAMP, wanted);
  return true;
}

/** Packages of other platforms are optional and absent; every other one must be there in the locked version. */
function installedMatchesLock() {
  const locked = readJson(join(ROOT, 'package-lock.json')).packages;
  const installed = readJson(join(ROOT, 'node_modules', '.package-lock.json')).packages;
  return Object.entries(locked).every(([path, entry]) => {
    if (path === '') return true;
    const found = installed[path];
    if (!found) return entry.optional === true || entry.devOptional === true || (OMITS_DEV && entry.dev === true);
    return found.version === entry.version && existsSync(join(ROOT, path));
  });
}

/**
 * `install` and not `ci`: npm leaves packages of other platforms out of the lock when a registry lacks them, and `ci`
 * then refuses a lock that is good for this platform. It also keeps what is there, under programs that run.
 */
async function installPackages() {
  const total = Object.keys(readJson(join(ROOT, 'package-lock.json')).packages).length;
  const progress = showProgress('Installing packages', () => `${countInstalled()} of about ${total}`);
  const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  try {
    await run(...npmCommand(), ['install', ...flags, ...(OMITS_DEV ? ['--omit=dev'] : [])]);
  } finally {
    progress.stop();
  }
  if (!installedMatchesLock()) {
    throw new Error('What npm installed is not what package-lock.json says: is package.json newer than the lock?');
  }
  writeFileSync(PACKAGES_STAMP, wantedStamp());
}

function countInstalled() {
  const folder = join(ROOT, 'node_modules');
  if (!existsSync(folder)) return 0;
  return readdirSync(folder).reduce((sum, name) => {
    if (name.startsWith('.')) return sum;
    return sum + (name.startsWith('@') ? readdirSync(join(folder, name)).length : 1);
  }, 0);
}

/** The npm that runs us, or the one on PATH. */
function npmCommand() {
  const path = process.env.npm_execpath;
  return path && /npm-cli\.c?js$/.test(path) ? [process.execPath, [path]] : ['npm', []];
}

function clientIsCurrent() {
  return existsSync(join(GENERATED, 'client.ts')) && readStamp(CLIENT_STAMP) === schemaHash();
}

async function generateClient() {
  const progress = showProgress('Generating the database client', () => '');
  // The schema engine is fetched from a host of its own and is not needed to generate: any executable stands in.
  const standIn = ['/bin/true', '/usr/bin/true'].find((path) => existsSync(path)) ?? process.execPath;
  try {
    await run(
      process.execPath,
      [join(ROOT, 'node_modules', 'prisma', 'build', 'index.js')],
      ['generate', '--no-hints'],
      {
        PRISMA_SCHEMA_ENGINE_BINARY: standIn,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    );
  } finally {
    progress.stop();
  }
  writeFileSync(CLIENT_STAMP, schemaHash());
}

function schemaHash() {
  const prismaVersion = readJson(join(ROOT, 'package.json')).dependencies.prisma;
  return sha256(prismaVersion + readFileSync(join(ROOT, 'prisma', 'schema.prisma'), 'utf8'));
}

/** Runs a command and keeps what it says for the error message. */
async function run(command, prefix, args, env = {}) {
  const said = [];
  const code = await new Promise((resolve, reject) => {
    const child = spawn(command, [...prefix, ...args], {
      cwd: ROOT,
      env: { ...cleanEnvironment(), PUPPETEER_SKIP_DOWNLOAD: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code === 0) return;
  const words = [command, ...prefix, ...args].map((word) => (/\s/.test(word) ? JSON.stringify(word) : word)).join(' ');
  throw new Error(`${words} ended with ${code}:\n${Buffer.concat(said).toString('utf8').trim()}`);
}

const NPM_SETTINGS =
  /^npm_config_(registry|cache|ca|cafile|(https?_)?proxy|noproxy|strict_ssl|userconfig|globalconfig|prefer_offline|offline|_auth.*|.*\/\/.*)$/i;

/** Flags of our own commands reach us as npm_config_*; an inner npm must not take them for its settings. */
function cleanEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^npm_config_/i.test(key) || NPM_SETTINGS.test(key)),
  );
}

const wantedStamp = () =>
  sha256(readFileSync(join(ROOT, 'package-lock.json'))) + (OMITS_DEV ? ' without development' : '');
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const readStamp = (path) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : '');
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
