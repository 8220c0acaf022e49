// node prisma/diff.mjs NAME: writes the migration from the models of the last migration to those of today, once for each
// provider, and remembers today's. Read what it writes before committing it: it is applied as it stands.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import { FILTERS, openEngine } from './engine.mjs';
import { PROVIDERS, schemaOf } from './generate.mjs';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const remembered = at('./migrations/models.prisma');
const name = process.argv[2];
if (!/^[a-z0-9]+(_[a-z0-9]+)*$/.test(name ?? ''))
  throw new Error('say what changes: node prisma/diff.mjs add_projects');

/** The engine asks a PostgreSQL for its version and schema before it compares two sets of models; nothing else. */
function versionOnly() {
  const types = [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32];
  const names = ['exists', 'version', 'numeric_version'];
  const refuse = () => Promise.reject(new Error('a comparison of models does not write'));
  const connection = {
    provider: 'postgres',
    adapterName: 'version-only',
    queryRaw: async () => ({ columnNames: names, columnTypes: types, rows: [[true, 'PostgreSQL 15.0', 150000]] }),
    executeRaw: refuse,
    executeScript: refuse,
    startTransaction: refuse,
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
    dispose: async () => {},
  };
  const connect = async () => connection;
  return { provider: 'postgres', adapterName: 'version-only', connect, connectToShadowDb: connect };
}

const ADAPTERS = { sqlite: () => new PrismaLibSql({ url: ':memory:' }), postgresql: versionOnly };
const target = (schema) => ({ tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] });

/** Text compares bytewise on PostgreSQL as it does on SQLite, whatever the locale of the server. The schema is the URL's. */
const bytewise = (sql) =>
  sql
    .replace(/^-- CreateSchema\nCREATE SCHEMA .*\n+/m, '')
    .replace(/^(\s*(?:ADD COLUMN\s+)?"\w+" TEXT)\b/gm, '$1 COLLATE "C"');

const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const scripts = new Map();
for (const provider of PROVIDERS) {
  const today = schemaOf(provider);
  const engine = await openEngine(today, ADAPTERS[provider]());
  const { stdout } = await engine.diff({
    from: existsSync(remembered) ? target(schemaOf(provider, '.', remembered)) : { tag: 'empty' },
    to: target(today),
    script: true,
    exitCode: null,
    filters: FILTERS,
  });
  scripts.set(provider, provider === 'postgresql' ? bytewise(stdout ?? '') : (stdout ?? ''));
}
if ([...scripts.values()].every((sql) => /^(\s*--.*)?\s*$/.test(sql))) throw new Error('the models did not change');
for (const [provider, sql] of scripts) {
  const folder = at(`./migrations/${provider}/${stamp}_${name}/`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}migration.sql`, sql);
}
copyFileSync(at('./models.prisma'), remembered);
process.stdout.write(`${readFileSync(at(`./migrations/sqlite/${stamp}_${name}/migration.sql`), 'utf8')}\n`);
