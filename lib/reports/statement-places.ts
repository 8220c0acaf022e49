import type { Viewer } from '@/lib/auth/viewer';
import { accountFactsOf, unknownAccount } from '@/lib/finance/account-facts';
import { assignerOf } from '@/lib/finance/assignment';
import { keyOfHome } from '@/lib/finance/home';
import { dayOf, type Month } from '@/lib/finance/month';
import type { Rules } from '@/lib/finance/rules';
import { type AccountPlace, UNPLACED } from '@/lib/finance/statement/input';
import type { DerivationInfo } from '@/lib/store/derived-reads';
import { getOrganization } from '@/lib/store/organization';
import { placementDay } from './placement-day';

/** Where the accounts of one connection lie, and names of what they lie in. */
export type StatementPlaces = {
  readonly placeOf: (month: Month, account: string) => AccountPlace;
  /** By `account:…` and `ou:…`. */
  readonly names: ReadonlyMap<string, string>;
};

/**
 * Reads where accounts were on the last day of each month and are now, and what the rules that each month was derived by say
 * of them. Of units that the reader may not see, paths say nothing.
 */
export async function statementPlaces(
  { scope, units }: Viewer,
  connectionId: string,
  months: readonly Month[],
  derivations: readonly DerivationInfo[],
  rulesOf: (ruleSetId: number) => Rules,
  now: Date,
): Promise<StatementPlaces> {
  const names = new Map<string, string>();
  const days = new Map(months.map((month) => [month, placementDay(month, now)]));
  const today = dayOf(now);
  const read = [...new Set([...days.values(), today])].sort();
  const organizations = await Promise.all(read.map((day) => getOrganization(scope, connectionId, day)));
  const facts = new Map(
    organizations.map((organization, at) => {
      const root = organization?.root ? [organization.root] : [];
      for (const { id, name } of [...root, ...(organization?.units ?? [])])
        if (units === 'all' || units.has(id)) names.set(`ou:${id}`, name);
      for (const { id, name } of [...(organization?.former ?? []), ...(organization?.accounts ?? [])])
        names.set(`account:${id}`, name || id);
      return [read[at] ?? '', organization ? accountFactsOf(organization) : new Map<string, never>()] as const;
    }),
  );
  const visible = (path: readonly string[]) => (units === 'all' ? path : path.filter((id) => units.has(id)));
  const current = facts.get(today);
  const places = new Map<Month, ReadonlyMap<string, AccountPlace>>();
  for (const month of months) {
    const set = derivations.find((each) => each.month === month)?.ruleSetId;
    const assigner = set === undefined ? null : assignerOf(rulesOf(set), month);
    const known = facts.get(days.get(month) ?? today) ?? new Map();
    const ids = new Set([...known.keys(), ...(current?.keys() ?? [])]);
    places.set(
      month,
      new Map(
        [...ids].map((id) => {
          const account = known.get(id) ?? unknownAccount(id);
          const said = assigner?.ofAccount(account);
          return [
            id,
            {
              path: visible(account.path),
              pathNow: visible(current?.get(id)?.path ?? []),
              home: said?.home ? keyOfHome(said.home.value) : null,
              environment: said?.environment?.value ?? null,
            },
          ];
        }),
      ),
    );
  }
  return { placeOf: (month, account) => places.get(month)?.get(account) ?? UNPLACED, names };
}
