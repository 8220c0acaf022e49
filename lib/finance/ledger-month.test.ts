import { expect, it } from 'vitest';
import { type Amounts, amountsOf } from './basis';
import { hideAccounts, type LedgerMonth } from './ledger-month';

const flat = (units: bigint): Amounts => amountsOf(() => units);

it('hides accounts by putting all that is theirs under one without an id', () => {
  const slice = { home: 'project:shop', chargeClass: 'usage' as const };
  const share = { pool: 'p', chargeClass: 'usage' as const, side: 'in' as const, home: 'project:shop' };
  const cell = { home: 'project:shop', environment: 'prod', service: 'S3' };
  const month: LedgerMonth = {
    ...{ connection: { name: 'c', currency: 'USD', payer: null }, month: '2026-10', projects: new Map() },
    accounts: new Map(['1', '2', '3'].map((id) => [id, { name: id, units: [] }])),
    slices: ['1', '2', '3'].map((account) => ({ ...slice, account, amounts: flat(BigInt(account)) })),
    shares: ['2', '3'].map((account) => ({ ...share, account, amounts: flat(5n) })),
    usage: ['1', '2', '3'].map((account) => ({ ...cell, account, amounts: flat(BigInt(account)) })),
    placements: ['2', '3'].map((account) => ({ account, home: 'project:shop', amounts: flat(2n) })),
    recordTypes: ['1', '2'].map((account) => ({ account, recordType: 'Tax', amounts: flat(1n) })),
    residual: null,
  };
  expect(hideAccounts(month, (id) => id === '1')).toEqual({
    ...month,
    accounts: new Map([['1', { name: '1', units: [] }]]),
    slices: [
      { ...slice, account: '1', amounts: flat(1n) },
      { ...slice, account: '', amounts: flat(5n) },
    ],
    shares: [{ ...share, account: '', amounts: flat(10n) }],
    usage: [
      { ...cell, account: '1', amounts: flat(1n) },
      { ...cell, account: '', amounts: flat(5n) },
    ],
    placements: [{ account: '', home: 'project:shop', amounts: flat(4n) }],
    recordTypes: [{ account: '1', recordType: 'Tax', amounts: flat(1n) }],
  });
});
