import type { Viewer } from '@/lib/auth/viewer';
import { type AccountFacts, accountFactsOf, unknownAccount } from '@/lib/finance/account-facts';
import { type Assigner, assignerOf } from '@/lib/finance/assignment';
import { keyOfHome } from '@/lib/finance/home';
import { type Day, dayOf, type Month } from '@/lib/finance/month';
import type { Rules } from '@/lib/finance/rules';
import { type AccountPlace, UNPLACED } from '@/lib/finance/statement/input';
import type { DerivationInfo } from '@/lib/store/derived-reads';
import { getOrganization } from '@/lib/store/organization';
import { organizationDays } from '@/lib/store/placement-days';
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
  const since = await organizationDays(scope, connectionId, read);
  const distinct = [...new Set(since.values())].sort();
  const organizations = await Promise.all(distinct.map((day) => getOrganization(scope, connectionId, day)));
  const facts = new Map(
    organizations.map((organization, at) => {
      const root = organization?.root ? [organization.root] : [];
      for (const { id, name } of [...root, ...(organization?.units ?? [])])
        if (units === 'all' || units.has(id)) names.set(`ou:${id}`, name);
      for (const { id, name } of [...(organization?.former ?? []), ...(organization?.accounts ?? [])])
        names.set(`account:${id}`, name || id);
      return [distinct[at] ?? '', organization ? accountFactsOf(organization) : new Map<string, never>()] as const;
    }),
  );
  const visible = (path: readonly string[]) => (units === 'all' ? path : path.filter((id) => units.has(id)));
  const on = (day: Day | undefined) => facts.get(since.get(day ?? today) ?? '');
  const current = on(today);
  // Asked of a few accounts, or of all: each is looked at when it is.
  const placesIn = (month: Month): ((id: string) => AccountPlace) => {
    const set = derivations.find((each) => each.month === month)?.ruleSetId;
    const assigner = set === undefined ? null : assignerOf(rulesOf(set), month);
    const known = on(days.get(month));
    const made = new Map<string, AccountPlace>();
    return (id) => {
      const before = made.get(id);
      if (before) return before;
      const place =
        known?.has(id) || current?.has(id) ? placeIn(known?.get(id) ?? unknownAccount(id), assigner) : UNPLACED;
      made.set(id, place);
      return place;
    };
  };
  const placeIn = (account: AccountFacts, assigner: Assigner | null): AccountPlace => {
    const said = assigner?.ofAccount(account);
    return {
      path: visible(account.path),
      pathNow: visible(current?.get(account.id)?.path ?? []),
      home: said?.home ? keyOfHome(said.home.value) : null,
      environment: said?.environment?.value ?? null,
    };
  };
  const places = new Map<Month, (id: string) => AccountPlace>();
  return {
    names,
    placeOf: (month, account) => {
      const known = places.get(month) ?? (days.has(month) ? placesIn(month) : () => UNPLACED);
      places.set(month, known);
      return known(account);
    },
  };
}
