import type { Viewer } from '@/lib/auth/viewer';
import type { Basis } from '@/lib/finance/basis';
import type { ChargeClass } from '@/lib/finance/charge-class';
import { addMonths, type Day, firstDay, type Month, monthOf, monthsIn } from '@/lib/finance/month';
import type { ReviewAccount, ReviewFacts } from '@/lib/finance/review/review-facts';
import type { Rules } from '@/lib/finance/rules';
import { sumUnits } from '@/lib/store/costs';
import { getOrganization, listAccountsSeen } from '@/lib/store/organization';
import type { Books, ConnectionBooks } from './books';
import { derivedUnits } from './project-months';
import { type AccountBook, reviewBooks } from './review-books';
import { variantsOf } from './tag-doctor';

/** Whole months without cost after which an account is dormant. */
const DORMANT = 3;

/**
 * What the account review looks at of one connection: the money of the books' months, and the organization as recorded
 * on `day`. What was not read is null. For readers of the whole organization.
 */
export async function reviewFactsOf(
  viewer: Viewer,
  books: Books,
  each: ConnectionBooks,
  rules: Rules,
  day: Day,
  now: Date,
): Promise<ReviewFacts> {
  const { scope } = viewer;
  const { id } = each.connection;
  const own: Books = { ...books, connections: [each] };
  const whole = [books.months.to, monthOf(now)].sort()[0] ?? books.months.to;
  const last = { from: addMonths(whole, -DORMANT), to: whole };
  const units = await derivedUnits(viewer, own);
  const [organization, before, seen, money, totals, variants] = await Promise.all([
    getOrganization(scope, id, day),
    getOrganization(scope, id, firstDay(books.months.from)),
    listAccountsSeen(scope, id),
    reviewBooks(viewer, own, id, units),
    monthTotals(viewer, id, last, books.basis),
    variantsOf(viewer, own, rules, units),
  ]);
  const states = new Map(before?.accounts.map((account) => [account.id, account.state]));
  const recorded = new Map(organization?.accounts.map((account) => [account.id, account]));
  const known = new Map(seen.map((account) => [account.accountId, account]));
  const ids = [...new Set([...recorded.keys(), ...money.keys()])].sort();
  return {
    months: books.months,
    basis: books.basis,
    dormantSince: firstDay(last.from),
    root: organization?.root ?? null,
    managementAccountId: organization?.managementAccountId ?? null,
    units: organization?.units ?? [],
    projects: new Map(rules.projects.map(({ id, name, class: kind, owner }) => [id, { name, class: kind, owner }])),
    projectKeys: rules.dimensions.project,
    variants,
    accounts: ids.map((account): ReviewAccount => {
      const place = recorded.get(account);
      const first = known.get(account);
      return {
        id: account,
        name: place?.name || first?.name || account,
        state: place?.state ?? null,
        stateBefore: states.get(account) ?? null,
        since: (place?.joinedAt ?? first?.firstSeen)?.slice(0, 10) ?? null,
        parentId: place?.parentId ?? null,
        tags: place && first?.tagsSeenAt ? (place.tags ?? {}) : null,
        inOrganization: place !== undefined,
        ...(money.get(account) ?? NOTHING),
        lastMonths: totals(account),
      };
    }),
  };
}

const NOTHING: AccountBook = {
  ...{ total: 0n, usage: 0n, classes: new Map<ChargeClass, bigint>(), dedicated: null, homes: new Map() },
  ...{ environments: new Map(), services: new Map(), senders: null, unsharedSupport: 0n, commitmentFees: 0n },
};

/** What accounts cost in each of some months; null for a month that is not in the books. */
async function monthTotals(
  { scope }: Viewer,
  connectionId: string,
  months: { readonly from: Month; readonly to: Month },
  basis: Basis,
): Promise<(account: string) => (bigint | null)[]> {
  const sums = await sumUnits(scope, { connectionId, cube: 'recordType', months, groupBy: ['month', 'key1'] }, basis);
  const stored = new Set(sums.map(({ month }) => month));
  const byAccount = new Map(sums.map(({ month, key1, units }) => [`${month} ${key1}`, units]));
  return (account) =>
    monthsIn(months).map((month) => (stored.has(month) ? (byAccount.get(`${month} ${account}`) ?? 0n) : null));
}
