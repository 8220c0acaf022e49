import type { DerivedMonth } from './derive-month';
import { keptNames } from './kept-face';
import { singleEnvironments } from './statement/single-environment';

/** The one environment that charges lie in; null where there is none, or several. */
export type ChargeEnvironments = {
  /** Of charges of an account: what an account rule gives. */
  readonly ofCharge: (account: string) => string | null;
  /** Of what a pool moved to a home's usage in an account, or out of it: the same, else that of all of the usage. */
  readonly ofUsage: (account: string, home: string) => string | null;
};

/** Tells the environments of a month's slices and shares, which faces do not have. */
export function chargeEnvironments({ environments, single, faces }: DerivedMonth): ChargeEnvironments {
  const cells = [
    ...single.map(({ whole }) => whole),
    ...keptNames('home.environment').flatMap((name) => faces.get(name) ?? []),
  ].filter(({ home }) => home !== null);
  const of = singleEnvironments(
    cells.map(({ account, home, environment }) => ({
      ...{ connection: '', month: '', account, home, environment },
      ...{ service: null, units: 0n },
    })),
  );
  const ofCharge = (account: string): string | null => environments.get(account) ?? null;
  return { ofCharge, ofUsage: (account, home) => ofCharge(account) ?? of('', '', account, home) };
}
