// Prisma's schema engine in WebAssembly: no binary is downloaded. For writing migrations and for tests; a running
// server does not load it.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';

/** What a diff leaves out: nothing. */
export const FILTERS = { externalTables: [], externalEnums: [] };

let loaded;

/** Under Node the module has to be instantiated by hand, once: its glue has one place for it. */
async function load() {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const path = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const module = await WebAssembly.compile(await readFile(path.replace(/\.js$/, '.wasm')));
  const { exports } = await WebAssembly.instantiate(module, { './schema_engine_bg.js': glue });
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => process.stderr.write(`${message}\n`) };
  glue.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
  return glue;
}

/**
 * Opens the engine on the models of one provider.
 * @param {string} schema the whole schema of one provider
 * @param {import('@prisma/driver-adapter-utils').SqlMigrationAwareDriverAdapterFactory} adapter
 */
export async function openEngine(schema, adapter) {
  loaded ??= load();
  const { SchemaEngine } = await loaded;
  const options = { datamodels: [['schema.prisma', schema]] };
  return SchemaEngine.new(options, () => {}, bindMigrationAwareSqlAdapterFactory(adapter));
}
