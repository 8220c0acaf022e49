import { expect, it } from 'vitest';
import { administratorOf } from '@/lib/auth/viewer';
import { createConnection } from '@/lib/store/connections';
import { replaceTagKeys } from '@/lib/store/discovery';
import { mintScope } from '@/lib/store/scope';
import { eachDatabase } from '@/lib/store/testing';
import { everyCharge, FIXTURE_ACCOUNTS, storeBooks } from './books-fixture';
import { reportTagSettings } from './tag-settings';

const NOW = new Date('2026-11-24T12:00:00Z');
const tagKey = (key: string, rest: { status?: string; type?: string; lastUsedAt?: string } = {}) => ({
  ...{ key, type: 'UserDefined', status: 'Active', lastUpdatedAt: null, lastUsedAt: '2026-11-01' },
  ...rest,
});

eachDatabase('the settings of tag keys', (open) => {
  it('says what is read without a choice, what AWS keeps inactive, and the price of each', async () => {
    const db = await open();
    const { id } = await storeBooks(db, { name: 'payer', charges: everyCharge(['2026-10', '2026-11']) });
    const listed = [
      tagKey('app'),
      tagKey('env', { status: 'Inactive' }),
      tagKey('aws:createdBy', { type: 'AWSGenerated' }),
    ];
    await replaceTagKeys(db, id, listed, NOW.toISOString());
    const report = await reportTagSettings(administratorOf(db), null, NOW);
    expect(report).toMatchObject({ kind: 'tags', automatic: true, mayChoose: true, connection: { name: 'payer' } });
    if (report.kind !== 'tags') throw new Error(report.kind);
    expect(report.cap).toBeGreaterThan(0);
    expect(report.plan?.keys.map(({ key, read, first }) => [key, read, first])).toEqual([
      ['app', true, 1],
      ['aws:createdBy', false, 1],
      ['env', false, 1],
    ]);
    // 26 readings of two months and 4 of everything, one page each.
    expect(report.plan?.keys.map(({ monthly }) => monthly)).toEqual([30, 30, 30]);
  });

  it('has no plan for a bill in a file, and prefers a connection that asks AWS', async () => {
    const db = await open();
    await createConnection(db, { name: 'a bill', kind: 'focus' });
    expect(await reportTagSettings(administratorOf(db), null, NOW)).toMatchObject({ plan: null });
    await createConnection(db, { name: 'payer', kind: 'aws' });
    expect(await reportTagSettings(administratorOf(db), null, NOW)).toMatchObject({ connection: { name: 'payer' } });
    expect(await reportTagSettings(administratorOf(db), 'nobody', NOW)).toMatchObject({ kind: 'unknown-connection' });
  });

  it('is closed to a reader of some accounts, and read-only for finance', async () => {
    const db = await open();
    await storeBooks(db, { name: 'payer', charges: everyCharge(['2026-11']) });
    const some = { ...administratorOf(db), scope: mintScope(db, new Set(FIXTURE_ACCOUNTS.slice(0, 1))) };
    await expect(reportTagSettings(some, null, NOW)).rejects.toMatchObject({ code: 'forbidden' });
    const finance = { ...administratorOf(db), role: 'finance' as const };
    expect(await reportTagSettings(finance, null, NOW)).toMatchObject({ mayChoose: false });
  });
});
