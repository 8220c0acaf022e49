import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { beforeAll, expect, it, vi } from 'vitest';
import { administratorOf } from '@/lib/auth/viewer';
import { BASES } from '@/lib/finance/basis';
import { parseDecimal } from '@/lib/finance/money';
import { PROPOSED_POOLS } from '@/lib/finance/proposed-rules';
import { EMPTY_RULES } from '@/lib/finance/rules';
import { everyCharge, smallOrganization, storeBooks } from '@/lib/reports/books-fixture';
import { deriveBooks } from '@/lib/reports/derived-fixture';
import type { Database } from '@/lib/store/database';
import * as pack from './exports/explain.zip/route';
import { ask, openServer, tokenOf } from './route-fixture';

vi.useFakeTimers({ now: new Date('2026-11-24T12:00:00Z'), toFake: ['Date'] });

type Row = Readonly<Record<string, string>>;

let db: Database;
beforeAll(async () => {
  db = await openServer();
  const charges = everyCharge(['2026-10']);
  const connection = await storeBooks(db, {
    ...{ name: 'payer', charges, residual: 5_000_000_000n, organization: smallOrganization },
  });
  const [, charged] = PROPOSED_POOLS;
  await deriveBooks(administratorOf(db).scope, connection, charges, {
    ...EMPTY_RULES,
    dimensions: { project: ['app'], environment: ['env'] },
    pools: charged ? [charged] : [],
  });
});

async function files(): Promise<Map<string, Row[]>> {
  const request = new Request('http://localhost:3000/api/v1/exports/explain.zip?month=2026-10', {
    headers: { authorization: `Bearer ${await tokenOf(db, 'finance')}`, host: 'localhost:3000' },
  });
  const reply = await pack.GET(request, { params: Promise.resolve({}) });
  expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/zip']);
  const entries = Object.entries(unzipSync(new Uint8Array(await reply.arrayBuffer())));
  return new Map(
    entries
      .filter(([name]) => name.endsWith('.csv'))
      .map(([name, bytes]) => [name, parse(new TextDecoder().decode(bytes), { columns: true })]),
  );
}

it('adds up to the control total, file by file, in every basis', async () => {
  const found = await files();
  const rows = (name: string): Row[] => found.get(`${name}.csv`) ?? [];
  for (const basis of BASES) {
    const sum = (list: readonly Row[]) => list.reduce((all, row) => all + parseDecimal(row[basis] ?? ''), 0n);
    const [control, residual] = rows('control').map((row) => parseDecimal(row[basis] ?? ''));
    const book = rows('book');
    expect(control).toBe(sum(book) + (residual ?? 0n));
    expect(residual).toBe(5_000_000_000n);
    expect(sum(rows('slices'))).toBe(sum(book));
    expect(sum(rows('usage'))).toBe(sum(book.filter((row) => row.charge_class === 'usage')));
    const side = (name: string) => sum(rows('moved').filter((row) => row.side === name));
    expect(side('in')).toBe(side('out'));
    expect(side('in')).not.toBe(0n);
    const projects = sum(rows('slices').filter((row) => row.home?.startsWith('project:'))) + side('in');
    expect(projects + sum(rows('unallocated')) + (residual ?? 0n)).toBe(control);
  }
  expect(rows('checks').every((row) => row.holds === 'yes' || row.name === 'control')).toBe(true);
});

it('is for readers of everything', async () => {
  const viewer = await tokenOf(db, 'viewer', ['account:111111111111']);
  expect((await ask(pack.GET, '/exports/explain.zip?month=2026-10', { token: viewer })).status).toBe(403);
  const finance = await tokenOf(db, 'finance');
  expect((await ask(pack.GET, '/exports/explain.zip', { token: finance })).status).toBe(400);
  expect((await ask(pack.GET, '/exports/explain.zip?month=2020-01', { token: finance })).status).toBe(404);
});
