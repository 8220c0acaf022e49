import { expect, it } from 'vitest';
import { type CarveShare, type CarveSlice, carveOut } from './carve-out';
import { money } from './review-fixture';

const slice = (account: string, home: string, amount: number, more: Partial<CarveSlice> = {}): CarveSlice => ({
  ...{ account, home, chargeClass: 'usage', units: money(amount) },
  ...more,
});
const share = (home: string, pool: string, amount: number, side: 'in' | 'out' = 'in'): CarveShare => ({
  ...{ home, pool, side, units: money(amount) },
});

const NOTHING = { covered: new Map(), folded: 0n };

const SLICES = [
  slice('1', 'project:shop', 80),
  slice('1', 'project:shop', -8, { chargeClass: 'discount' }),
  slice('2', 'project:shop', 28),
  slice('2', 'project:lab', 70),
  slice('3', 'pool:network', 40),
];
const SHARES = [
  share('project:shop', 'network', 25),
  share('project:lab', 'network', 15),
  share('project:shop', 'support', 5),
  share('project:shop', 'support', 1, 'out'),
  share('pool:network', 'network', 40, 'out'),
];

it('tells what goes, what is lost, and what falls on the others', () => {
  const covered = new Map([
    ['1', { onDemand: money(30), effective: money(21) }],
    ['2', { onDemand: money(99), effective: money(1) }],
  ]);
  expect(carveOut('shop', SLICES, SHARES, { covered, folded: 0n })).toEqual({
    ...{ project: 'shop', direct: money(100), own: money(72), scattered: money(28), separability: 720 },
    shared: [
      { pool: 'network', units: money(25) },
      { pool: 'support', units: money(4) },
    ],
    ...{ sharedTotal: money(29), discounts: money(-8), planSavings: money(9), alone: money(117) },
    accounts: [
      { account: '1', units: money(72), own: true },
      { account: '2', units: money(28), own: false },
    ],
  });
});

it('says what it does not know, and of a project that nobody has that it is nothing', () => {
  expect(carveOut('shop', SLICES, SHARES, { covered: null, folded: 0n })).toMatchObject({
    planSavings: null,
    alone: null,
  });
  expect(carveOut('gone', SLICES, SHARES, NOTHING)).toMatchObject({
    ...{ direct: 0n, separability: null, accounts: [], shared: [], alone: 0n },
  });
});

it('takes an account for its own where nobody else has a cost, whatever is untagged in it', () => {
  const slices = [slice('1', 'project:shop', 5), slice('1', 'untagged', 9), slice('1', 'project:lab', 0)];
  expect(carveOut('shop', slices, [], NOTHING)).toMatchObject({ own: money(5), scattered: 0n, separability: 1000 });
});

it('counts discounts that a net basis has in its lines', () => {
  const found = carveOut('shop', SLICES, [], { covered: new Map(), folded: money(-12) });
  expect(found).toMatchObject({ discounts: money(-20), alone: money(120) });
});
