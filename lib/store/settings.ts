import type { Writer } from './database';
import { anyColumn, readJson } from './json-text';

/** What was saved under a key, for a schema of the caller to read; null when nothing was. */
export async function getSetting(db: Writer, key: string): Promise<unknown> {
  const row = await db.prisma.setting.findUnique({ where: { key } });
  return row ? readJson(anyColumn, row.value, `Setting ${key}`) : null;
}

/** Saves a JSON value. A key that ends in `:<connection id>` goes with that connection. */
export async function saveSetting(db: Writer, key: string, value: unknown): Promise<void> {
  const json = JSON.stringify(value ?? null);
  await db.prisma.setting.upsert({ where: { key }, create: { key, value: json }, update: { value: json } });
}
