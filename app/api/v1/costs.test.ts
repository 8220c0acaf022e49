import { beforeAll, describe, expect, it, vi } from 'vitest';
import { parseDecimal } from '@/lib/finance/money';
import { everyCharge, smallOrganization, storeBooks, sumCharges } from '@/lib/reports/books-fixture';
import * as costs from './costs/route';
import { ask, openServer, problemIn, tokenOf } from './route-fixture';

vi.useFakeTimers({ now: new Date('2026-11-24T12:00:00Z'), toFake: ['Date'] });

const RANGE = 'from=2026-08&to=2026-11';
const charges = everyCharge(['2026-08', '2026-09', '2026-10']);
const ALL = sumCharges(charges, 'amortized');
const RESIDUAL = 5_000_000_000n;

let token: string;
beforeAll(async () => {
  const db = await openServer();
  token = await tokenOf(db, 'executive');
  await storeBooks(db, {
    ...{ name: 'payer', charges, residual: RESIDUAL, organization: smallOrganization },
    noise: (cell: number) => BigInt((cell % 3) - 1),
  });
});

describe('/costs', () => {
  it('adds to the control totals, with the residual in a row of its own', async () => {
    for (const groupBy of [
      'account',
      'ou',
      'service',
      'tag:app',
      'month',
      'account,service',
      'day',
      'project',
      'class,tag:app',
    ]) {
      const { json } = await ask(costs.GET, `/costs?${RANGE}&groupBy=${encodeURIComponent(groupBy)}`, { token });
      expect(parseDecimal(json.total)).toBe(ALL + 3n * RESIDUAL);
      const keys = json.rows.flatMap((row: { keys: Record<string, string> }) => Object.values(row.keys));
      expect(keys).toContain('(residual)');
    }
  });

  it('names keys by their dimensions and labels them', async () => {
    const { json } = await ask(costs.GET, '/costs?groupBy=account&groupBy=chargeClass&account=333344445555', { token });
    expect(json.rows[0]).toEqual({
      keys: { account: '333344445555', chargeClass: 'commitment' },
      label: 'shop-prod · commitment',
      amount: expect.stringMatching(/^-\d+\.\d+$/),
    });
  });

  it.each([
    ['', 'groupBy'],
    ['groupBy=', 'groupBy'],
    ['groupBy=region', 'groupBy'],
    ['groupBy=category:', 'groupBy'],
    ['groupBy=project,tag:app&service=AWS%20Lambda', 'groupBy'],
    ['groupBy=account,account', 'groupBy'],
    ['groupBy=account,ou,month', 'groupBy'],
    ['groupBy=service,tag:app', 'groupBy'],
    ['groupBy=account&chargeClass=free', 'chargeClass'],
    ['groupBy=account&account=', 'account'],
  ])('refuses %j and names %s', async (query, field) => {
    const problem = problemIn(await ask(costs.GET, `/costs?${query}`, { token }));
    expect(problem).toMatchObject({ status: 400, errors: [expect.objectContaining({ field })] });
  });

  it('says which pairs there are, and names a project that nobody has', async () => {
    const stranger = problemIn(await ask(costs.GET, '/costs?groupBy=account&project=x', { token }));
    expect(stranger).toMatchObject({ status: 404, errors: [{ field: 'project', message: 'x is not known' }] });
    const pairs = problemIn(await ask(costs.GET, '/costs?groupBy=service,tag:app', { token }));
    expect(pairs.detail).toContain('Together go');
  });
});
