// Writes the schema of each provider from the one set of models and generates its client, offline. Does nothing when
// neither the models, nor this file, nor Prisma changed.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
export const PROVIDERS = ['sqlite', 'postgresql'];
const clients = at('../lib/store/generated/');
const stamp = `${clients}stamp`;

/** The whole schema of one provider. `output` is where its client goes, seen from the schema's folder. */
export function schemaOf(provider, output = '.', models = at('./models.prisma')) {
  const header = `generator client {
  provider = "prisma-client"
  output = "${output}"
  runtime = "nodejs"
  moduleFormat = "esm"
}

datasource db {
  provider = "${provider}"
}

`;
  return header + readFileSync(models, 'utf8');
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const path of ['./models.prisma', './generate.mjs', '../node_modules/prisma/package.json'])
    hash.update(readFileSync(at(path)));
  return hash.digest('hex');
}

const isCurrent = (mark) =>
  existsSync(stamp) &&
  readFileSync(stamp, 'utf8') === mark &&
  PROVIDERS.every((provider) => existsSync(`${clients}${provider}/client.ts`));

async function generateOne(provider) {
  const folder = at(`./generated/${provider}/`);
  // A reader never meets half a client: it is written beside its place and then moved there.
  const fresh = `${clients}${provider}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  mkdirSync(clients, { recursive: true });
  const schema = `${folder}schema.${process.pid}.prisma`;
  writeFileSync(`${folder}schema.prisma`, schemaOf(provider, `../../../lib/store/generated/${provider}`));
  writeFileSync(schema, schemaOf(provider, fresh));
  const environment = {
    ...process.env,
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    // `generate` insists on a schema engine that it never runs: any file will do, and nothing is downloaded.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  };
  try {
    const command = [at('../node_modules/prisma/build/index.js'), 'generate', '--no-hints', '--schema', schema];
    await promisify(execFile)(process.execPath, command, { env: environment, cwd: at('..') });
    rmSync(`${clients}${provider}`, { recursive: true, force: true });
    renameSync(fresh, `${clients}${provider}`);
  } finally {
    rmSync(schema, { force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Generates both clients if they are not current; true when it did. */
export async function generate() {
  const mark = fingerprint();
  if (isCurrent(mark)) return false;
  try {
    for (const provider of PROVIDERS) await generateOne(provider);
  } catch (error) {
    // Another process that generated at the same time has done this work.
    if (!isCurrent(mark)) throw error;
  }
  writeFileSync(stamp, mark);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await generate();
