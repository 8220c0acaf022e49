import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeDatabase, openDatabase } from '@/lib/store/database';
import { listTokens } from '@/lib/store/tokens';
import { openWorkplace, runHere } from './command-fixture';

const folder = mkdtempSync(join(tmpdir(), 'subledger-backup-'));
const place = { folder, run: runHere };
beforeAll(async () => {
  vi.stubEnv('DATABASE_URL', `file:${folder}/books.db`);
  vi.stubEnv('SUBLEDGER_DEMO', 'off');
  writeFileSync(join(place.folder, 'bill.csv'), billText());
  expect(await place.run(['import', 'cur', join(place.folder, 'bill.csv'), '--name', 'bill'])).toMatchObject({
    code: 0,
  });
  await place.run(['token', 'create', '--name', 'monitor', '--role', 'executive']);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** A small report of two accounts over two months. */
function billText(): string {
  const header =
    'bill_payer_account_id,bill_billing_period_start_date,line_item_usage_account_id,line_item_usage_start_date,line_item_line_item_type,line_item_product_code,line_item_currency_code,line_item_unblended_cost';
  const lines = ['2026-09', '2026-10'].flatMap((month) =>
    ['111122223333', '444455556666'].map(
      (account, at) =>
        `111122223333,${month}-01T00:00:00Z,${account},${month}-0${at + 2}T00:00:00Z,Usage,AmazonS3,USD,${at + 1}.123456789`,
    ),
  );
  return `${[header, ...lines].join('\n')}\n`;
}

const figures = async () => {
  const files = [];
  for (const file of ['tree', 'ledger', 'focus']) {
    const { code, out, err } = await place.run(['export', file, '--from', '2026-09', '--to', '2026-11']);
    expect([file, code, err]).toEqual([file, 0, err]);
    files.push(out);
  }
  return files;
};

describe('backup, wipe, restore', () => {
  it('gives the same figures, tokens and audit log', async () => {
    const before = await figures();
    expect(before[0]).toContain('2.246913578');
    const saved = await place.run(['backup', '--out', join(place.folder, 'backup.db'), '--json']);
    expect(saved).toMatchObject({ code: 0 });
    expect(JSON.parse(saved.out)).toMatchObject({ bytes: statSync(join(place.folder, 'backup.db')).size });
    expect(statSync(join(place.folder, 'backup.db')).mode & 0o777).toBe(0o600);
    for (const name of readdirSync(place.folder).filter((each) => each.startsWith('books.db'))) {
      rmSync(join(place.folder, name));
    }
    expect((await place.run(['restore', join(place.folder, 'backup.db')])).code).toBe(0);
    expect(await figures()).toEqual(before);
    expect((await place.run(['token', 'list'])).out).toContain('monitor');
    const { out } = await place.run(['audit', 'verify', '--json']);
    expect(JSON.parse(out)).toMatchObject({ ok: true, entries: 3 });
  });

  it('keeps what was there, and refuses a store that another process has open', { timeout: 180_000 }, async () => {
    const other = openWorkplace(null);
    try {
      const store = join(other.folder, 'books.db');
      expect((await other.run(['token', 'create', '--name', 'newer', '--role', 'admin'])).code).toBe(0);
      const { code, out } = await other.run(['restore', join(folder, 'backup.db'), '--json']);
      expect(code).toBe(0);
      const { keptAs } = JSON.parse(out);
      expect(keptAs).toMatch(/books\.db\.before-restore-\d{14}$/);
      expect(existsSync(keptAs)).toBe(true);

      const before = readFileSync(store);
      const db = await openDatabase(`file:${store}`);
      expect((await listTokens(db)).map(({ name }) => name)).toEqual(['monitor']);
      const refused = await other.run(['restore', join(folder, 'backup.db')]);
      expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('in use by another process') });
      await closeDatabase(db);
      expect(readFileSync(store).equals(before)).toBe(true);
    } finally {
      other.remove();
    }
  });
});
