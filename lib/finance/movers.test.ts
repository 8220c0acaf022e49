import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChargeClass } from './charge-class';
import { findMovers, type SubjectCost } from './movers';

const cost = (classes: Partial<Record<ChargeClass, number>>, services: Record<string, number> = {}): SubjectCost => ({
  classes: new Map(Object.entries(classes).map(([name, units]) => [name as ChargeClass, BigInt(units)])),
  services: new Map(Object.entries(services).map(([name, units]) => [name, BigInt(units)])),
});
const movers = (
  before: Record<string, SubjectCost>,
  after: Record<string, SubjectCost>,
  days: [number, number] = [30, 30],
  open = false,
) =>
  findMovers({
    before: new Map(Object.entries(before)),
    after: new Map(Object.entries(after)),
    daysBefore: days[0],
    daysAfter: days[1],
    open,
  });

describe('findMovers', () => {
  it('brings a month in progress to the days of the one before', () => {
    expect(movers({ a: cost({ usage: 310 }) }, { a: cost({ usage: 100 }) }, [31, 10], true)).toEqual([]);
    expect(movers({ a: cost({ usage: 310 }) }, { a: cost({ usage: 110 }) }, [31, 10], true)).toMatchObject([
      { change: 31n, ppm: 100_000n },
    ]);
  });

  it('names the service that explains most of a change of usage', () => {
    const [mover] = movers(
      { a: cost({ usage: 100 }, { EC2: 60, S3: 40 }) },
      { a: cost({ usage: 130 }, { EC2: 110, S3: 20 }) },
    );
    expect(mover).toMatchObject({ change: 30n, driver: { kind: 'usage', service: 'EC2' }, driven: 50n });
  });

  it('knows a credit that ended, a new account, one that stopped, and a one-off', () => {
    const found = movers(
      { lake: cost({ usage: 500, credit: -120 }), gone: cost({ usage: 30 }), paid: cost({ usage: 10 }) },
      { lake: cost({ usage: 500 }), fresh: cost({ usage: 40 }), paid: cost({ usage: 10, refund: -15 }) },
    );
    expect(found.map(({ subject, change, driver }) => [subject, Number(change), driver])).toEqual([
      ['lake', 120, { kind: 'credit', how: 'ended' }],
      ['fresh', 40, { kind: 'new' }],
      ['gone', -30, { kind: 'stopped' }],
      ['paid', -15, { kind: 'refund' }],
    ]);
  });

  it('gives no percentage of nothing, or of a negative cost', () => {
    const found = movers({ a: cost({ credit: -5 }) }, { a: cost({ usage: 5 }), b: cost({ usage: 1 }) });
    expect(found.map(({ ppm }) => ppm)).toEqual([null, null]);
  });

  it('waits for what comes once a month while the month is open', () => {
    expect(movers({ a: cost({ usage: 30, tax: 9 }) }, { a: cost({ usage: 10 }) }, [30, 10], true)).toEqual([]);
    expect(movers({ a: cost({ usage: 30, tax: 9 }) }, { a: cost({ usage: 30 }) })).toMatchObject([
      { change: -9n, driver: { kind: 'tax' } },
    ]);
  });

  it('counts the days of complete months among the drivers', () => {
    const same = { a: cost({ usage: 3_000, commitment: 300, credit: -90, tax: 50 }) };
    const longer = { a: cost({ usage: 3_100, commitment: 310, credit: -90, tax: 50 }) };
    expect(movers(same, longer, [30, 31])).toEqual([
      { subject: 'a', change: 110n, ppm: 33_742n, driver: { kind: 'days', days: 1 }, driven: 110n },
    ]);
    expect(movers(longer, same, [31, 30])).toMatchObject([{ change: -110n, driver: { kind: 'days', days: -1 } }]);
    const grown = { a: cost({ usage: 4_000 }, { EC2: 4_000 }) };
    expect(movers(same, grown, [30, 31])[0]?.driver).toEqual({ kind: 'usage', service: 'EC2' });
    expect(movers({}, same, [28, 31])[0]).toMatchObject({ change: 3_260n, driver: { kind: 'new' }, driven: 3_000n });
  });

  it('adds up to the whole change of complete months of any length, largest first', () => {
    const money = fc.integer({ min: -1_000, max: 5_000 });
    const subject = fc.record({ usage: money, credit: money, tax: money, other: money });
    const side = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), subject);
    fc.assert(
      fc.property(side, side, fc.constantFrom(28, 30, 31), (before, after, days) => {
        const sum = (given: typeof before) =>
          Object.values(given).reduce((total, each) => total + each.usage + each.credit + each.tax + each.other, 0);
        const of = (given: typeof before) =>
          Object.fromEntries(Object.entries(given).map(([name, each]) => [name, cost(each)]));
        const found = movers(of(before), of(after), [days, 31]);
        expect(found.reduce((total, { change }) => total + Number(change), 0)).toBe(sum(after) - sum(before));
        const sizes = found.map(({ change }) => Math.abs(Number(change)));
        expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
      }),
    );
  });
});
