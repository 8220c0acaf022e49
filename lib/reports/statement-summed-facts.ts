import type { Viewer } from '@/lib/auth/viewer';
import type { ChargeClass } from '@/lib/finance/charge-class';
import type { FaceName } from '@/lib/finance/face';
import type { Month } from '@/lib/finance/month';
import type { StatementShare, StatementSlice, UsageCell } from '@/lib/finance/statement/input';
import { type SumApart, type SumKey, type Summed, sumApart } from '@/lib/store/sums-apart';
import type { DerivedFacts } from './statement-account-facts';
import { overRanges, type Wanted } from './statement-facts';
import type { Grouping } from './statement-groups';

/**
 * Reads the facts of some months summed over the accounts that nothing tells apart: their account is that of their group.
 * Which rule gave a home is not told.
 */
export async function readSummedFacts(
  { scope }: Viewer,
  { connection: { id }, ranges, basis, faces, view }: Wanted,
  months: readonly Month[],
  { groups }: Grouping,
): Promise<DerivedFacts> {
  const summed = new Set(months);
  const sum = (what: Summed, keys: readonly SumKey[]): Promise<SumApart[]> =>
    overRanges(ranges, async (range) => {
      const within = groups.filter(({ month }) => range.from <= month && month < range.to);
      const sums = await sumApart(scope, { connectionId: id, months: range, view }, basis, what, keys, within);
      return sums.filter(({ month }) => summed.has(month));
    });
  // Slices and shares know environments only where columns ask for them.
  const environment: readonly SumKey[] = faces.homes === null ? [] : ['environment'];
  const [slices, shares, usage, homes] = await Promise.all([
    sum('slices', ['home', 'chargeClass', ...environment]),
    sum('shares', ['pool', 'chargeClass', 'side', 'home', ...environment]),
    face(faces.usage, sum),
    face(faces.homes, sum),
  ]);
  return {
    slices: slices.map(
      ({ month, group, home, chargeClass, environment: lies, units }): StatementSlice => ({
        connection: id,
        month,
        account: group,
        home,
        // The store wrote it from this type.
        chargeClass: chargeClass as ChargeClass,
        units,
        rule: null,
        environment: lies || null,
      }),
    ),
    shares: shares.map(
      ({ month, group, home, pool, chargeClass, side, environment: lies, units }): StatementShare => ({
        connection: id,
        month,
        account: group,
        pool,
        chargeClass: chargeClass as ChargeClass,
        side: side === 'in' ? 'in' : 'out',
        home,
        units,
        environment: lies || null,
      }),
    ),
    usage: cellsIn(id, faces.usage, usage),
    homes: cellsIn(id, faces.homes, homes),
  };
}

async function face(
  name: FaceName | null,
  sum: (what: Summed, keys: readonly SumKey[]) => Promise<SumApart[]>,
): Promise<SumApart[]> {
  if (name === null || name === 'home') return [];
  return sum(name, dimensionsOf(name));
}

const dimensionsOf = (name: FaceName): SumKey[] =>
  (['home', 'environment', 'service'] as const).filter((dimension) => name.split('.').includes(dimension));

function cellsIn(connection: string, name: FaceName | null, sums: readonly SumApart[]): UsageCell[] {
  const has = new Set<string>(name === null ? [] : dimensionsOf(name));
  const [hasHome, hasEnvironment, hasService] = ['home', 'environment', 'service'].map((each) => has.has(each));
  return sums.map(
    ({ month, group, home, environment, service, units }): UsageCell => ({
      connection,
      month,
      account: group,
      home: hasHome ? home : null,
      environment: hasEnvironment ? environment : null,
      service: hasService ? service : null,
      units,
    }),
  );
}
