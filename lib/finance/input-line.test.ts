import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUDGET, DRIVER, OUTSIDE_COST, REVENUE } from './input-kind';
import { fieldNames, keyOfLine, monthsOfLines, readLine, repeatedLines, writeLine } from './input-line';

const revenue = (more: Record<string, string | null> = {}) =>
  readLine(REVENUE, { month: '2026-10', entity: 'project:checkout', amount: '12.50', ...more });

const faultsOf = (more: Record<string, string | null>): string[] => {
  const reading = revenue(more);
  return reading.ok ? [] : reading.faults.map(({ field, message }) => `${field} ${message}`);
};

const read = <Line>(reading: { ok: true; line: Line } | { ok: false; faults: readonly unknown[] }): Line => {
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return reading.line;
};

describe('a line of revenue', () => {
  it('is read exactly, with what may be left out', () => {
    expect(revenue()).toEqual({
      ok: true,
      line: {
        month: '2026-10',
        entity: { kind: 'project', id: 'checkout' },
        amount: 12_500_000_000n,
        currency: null,
        source: '',
      },
    });
    expect(revenue({ currency: 'EUR', source: ' Services ' })).toMatchObject({
      line: { currency: 'EUR', source: 'Services' },
    });
    expect(revenue({ amount: '' })).toMatchObject({ line: { amount: null } });
    expect(revenue({ amount: null })).toMatchObject({ line: { amount: null } });
  });

  it.each([
    ['0.000000001', 1n],
    ['-0.1', -100_000_000n],
    ['1.2E3', 1_200_000_000_000n],
    ['.5', 500_000_000n],
    ['+7.', 7_000_000_000n],
    ['9223372036.854775807', 2n ** 63n - 1n],
    ['0.30000000000000004', 300_000_000n],
  ])('has the amount %s to the unit', (amount, units) => {
    expect(revenue({ amount })).toMatchObject({ line: { amount: units } });
  });

  it.each([
    [{ month: '2026-13' }, 'month must be a month such as 2026-10'],
    [{ month: 'Oct-26' }, 'month must be a month such as 2026-10'],
    [{ month: '2026-10-01' }, 'month must be'],
    [{ month: null }, 'month must be'],
    [{ entity: 'checkout' }, 'entity is no entity; write project:checkout'],
    [{ amount: '1,234.50' }, 'amount must be a number with a decimal point, such as 1234.50: without separators'],
    [{ amount: '12,5' }, 'amount must be a number with a decimal point'],
    [{ amount: '$12' }, 'amount must be a number'],
    [{ amount: '(12)' }, 'amount must be a number'],
    [{ amount: 'NaN' }, 'amount must be a number'],
    [{ amount: '0x10' }, 'amount must be a number'],
    [{ amount: '1e999' }, 'amount is beyond 9,223,372,036'],
    [{ amount: '-9223372036.854775808' }, 'amount is beyond 9,223,372,036'],
    [{ currency: 'usd' }, 'currency must be a currency code such as USD'],
    [{ source: 'a\tb' }, 'source holds a line end or another control character'],
    [{ source: 'x'.repeat(201) }, 'source is longer than 200 characters'],
  ])('%j is wrong and says what is right', (given, fault) => {
    expect(faultsOf(given)).toEqual([expect.stringContaining(fault)]);
  });

  it('tells every field that is wrong', () => {
    expect(faultsOf({ month: 'x', entity: 'x', amount: 'x', currency: 'x' })).toHaveLength(4);
  });
});

describe('a line of another kind', () => {
  it('counts a driver beyond 64 bits of units, and no negative one', () => {
    const driver = (quantity: string) =>
      readLine(DRIVER, { month: '2026-10', entity: 'project:a', driver: 'requests', quantity });
    expect(driver('61500000000.25')).toMatchObject({ line: { quantity: 61_500_000_000_250_000_000n } });
    expect(driver('-1')).toEqual({ ok: false, faults: [{ field: 'quantity', message: 'must not be negative' }] });
    expect(driver('1e30')).toMatchObject({ ok: false });
    expect(readLine(DRIVER, { month: '2026-10', entity: 'project:a', quantity: '1' })).toEqual({
      ok: false,
      faults: [{ field: 'driver', message: 'is empty: it needs a name' }],
    });
  });

  it.each([
    ['2026-01', '2026-01', 'to must be after from: it is exclusive, one month is to 2026-02'],
    ['2026-02', '2026-01', 'to must be after from'],
    ['2006-01', '2026-02', 'to must be at most 240 months after from'],
  ])('refuses an outside cost from %s to %s', (from, to, fault) => {
    const reading = readLine(OUTSIDE_COST, { from, to, entity: 'project:a', amount: '1', vendor: 'Acme' });
    expect(reading.ok ? [] : reading.faults.map(({ field, message }) => `${field} ${message}`)).toEqual([
      expect.stringContaining(fault),
    ]);
  });
});

describe('what is written', () => {
  const month = fc
    .tuple(fc.integer({ min: 1990, max: 2090 }), fc.integer({ min: 1, max: 12 }))
    .map(([year, at]) => `${year}-${String(at).padStart(2, '0')}`);
  const name = fc
    .string({ unit: 'grapheme', maxLength: 40 })
    .map((text) => text.trim())
    .filter((text) => text.length <= 200 && !/[\p{Cc}\p{Cs}]/u.test(text));
  const entity = fc.oneof(
    name.filter((id) => id !== '').map((id) => ({ kind: 'project' as const, id })),
    fc.stringMatching(/^\d{12}$/).map((id) => ({ kind: 'account' as const, id })),
    fc.stringMatching(/^ou-[0-9a-z]{4}-[0-9a-z]{8}$/).map((id) => ({ kind: 'ou' as const, id })),
  );
  const amount = fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n });
  const currency = fc.constantFrom('USD', 'EUR', null);

  it('is read back to the unit', () => {
    const lines = fc.record({ month, entity, amount: fc.option(amount), currency, source: name });
    fc.assert(
      fc.property(lines, (line) => {
        expect(read(readLine(REVENUE, writeLine(REVENUE, line)))).toEqual(line);
      }),
    );
    const drivers = fc.record({
      ...{ month, entity, driver: name.filter((text) => text !== '') },
      quantity: fc.bigInt({ min: 0n, max: 10n ** 33n }),
    });
    fc.assert(
      fc.property(drivers, (line) => {
        expect(read(readLine(DRIVER, writeLine(DRIVER, line)))).toEqual(line);
      }),
    );
  });
});

describe('lines together', () => {
  const line = (month: string, amount: string) => read(readLine(BUDGET, { month, entity: 'project:a', amount }));

  it('are about one entry when their keys are one, whatever their figures', () => {
    expect(keyOfLine(BUDGET, line('2026-10', '1'))).toBe(keyOfLine(BUDGET, line('2026-10', '2')));
    const lines = [line('2026-10', '1'), line('2026-11', '1'), line('2026-10', '2'), line('2026-10', '3')];
    expect(repeatedLines(BUDGET, lines)).toEqual([
      { at: 2, first: 0 },
      { at: 3, first: 0 },
    ]);
  });

  it('span months, half-open', () => {
    expect(monthsOfLines(BUDGET, [line('2026-12', '1'), line('2026-10', '1')])).toEqual({
      from: '2026-10',
      to: '2027-01',
    });
    expect(monthsOfLines(BUDGET, [])).toBeNull();
    const cost = { from: '2026-03', to: '2026-09', entity: 'project:a', amount: '1', vendor: 'Acme' };
    expect(monthsOfLines(OUTSIDE_COST, [read(readLine(OUTSIDE_COST, cost))])).toEqual({
      from: '2026-03',
      to: '2026-09',
    });
  });

  it('have the columns of their files in order', () => {
    expect(fieldNames(REVENUE)).toEqual(['month', 'entity', 'amount', 'currency', 'source']);
    expect(fieldNames(DRIVER)).toEqual(['month', 'entity', 'driver', 'quantity']);
    expect(fieldNames(OUTSIDE_COST)).toEqual(['from', 'to', 'entity', 'amount', 'vendor', 'currency']);
  });
});
