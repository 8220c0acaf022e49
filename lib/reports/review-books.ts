import type { Viewer } from '@/lib/auth/viewer';
import { type ChargeClass, chargeClassOf, normaliseRecordType } from '@/lib/finance/charge-class';
import type { ReviewAccount } from '@/lib/finance/review/review-facts';
import { EMAIL_SERVICE } from '@/lib/finance/review/shared-sender';
import { normaliseService } from '@/lib/finance/service-category';
import { sumUnits } from '@/lib/store/costs';
import { listFaceUnits } from '@/lib/store/derived-reads';
import { sumEnvironments, sumUnallocated } from '@/lib/store/derived-sums';
import { listPublished } from '@/lib/store/loads';
import type { Books } from './books';
import type { DerivedUnits } from './project-months';

/** The money of a reviewed account. */
export type AccountBook = Pick<
  ReviewAccount,
  | 'total'
  | 'usage'
  | 'classes'
  | 'dedicated'
  | 'homes'
  | 'environments'
  | 'services'
  | 'senders'
  | 'unsharedSupport'
  | 'commitmentFees'
>;

/** Fees that stand where a commitment was bought. A plain `Fee` may be anything; negations stand where it is used. */
const BOUGHT = new Set([
  ...['savingsplanrecurringfee', 'savingsplanupfrontfee', 'rifee', 'recurring', 'recurringreservationfee', 'upfront'],
  'upfrontreservationfee',
]);

type Draft = { -readonly [Field in keyof Omit<AccountBook, 'homes'>]: AccountBook[Field] } & {
  readonly classes: Map<ChargeClass, bigint>;
  readonly homes: Map<string, { total: bigint; usage: bigint }>;
  readonly environments: Map<string, bigint>;
  readonly gives: Set<string | null>;
};

/** Reads what every account of one connection costs, by everything that the review asks for. */
export async function reviewBooks(
  { scope }: Viewer,
  { connections, months, basis }: Books,
  connectionId: string,
  { slices }: DerivedUnits,
): Promise<Map<string, AccountBook>> {
  const query = { connectionId, months };
  const [book, fees, services, environments, unallocated, published] = await Promise.all([
    sumUnits(scope, { ...query, cube: 'recordType', groupBy: ['key1', 'key2'] }, basis),
    sumUnits(scope, { ...query, cube: 'recordType', groupBy: ['key1', 'key2'] }, 'unblended'),
    sumUnits(scope, { ...query, cube: 'service', groupBy: ['key1', 'key2'] }, basis),
    sumEnvironments(scope, query, basis, ['account', 'environment']),
    sumUnallocated(scope, query, basis, ['account', 'chargeClass']),
    listPublished(scope.db, connectionId),
  ]);
  const read = new Set(published.filter(({ cube }) => cube === 'service').map(({ month }) => month));
  const told = connections.every((each) => each.months.every(({ month }) => read.has(month)));
  const drafts = new Map<string, Draft>();
  const draftOf = (account: string | null): Draft => {
    const known = drafts.get(account ?? '') ?? emptyDraft(told);
    drafts.set(account ?? '', known);
    return known;
  };
  for (const { key1, key2, units } of book) {
    const draft = draftOf(key1);
    const charge = chargeClassOf(key2 ?? '');
    draft.total += units;
    if (charge === 'usage') draft.usage += units;
    add(draft.classes, charge, units);
  }
  for (const { key1, key2, units } of fees) {
    if (units > 0n && BOUGHT.has(normaliseRecordType(key2 ?? '')))
      draftOf(key1).commitmentFees = (draftOf(key1).commitmentFees ?? 0n) + units;
  }
  for (const { key1, key2, units } of told ? services : []) {
    const draft = draftOf(key1);
    draft.services = new Map([...(draft.services ?? []), [key2 ?? '', units]]);
  }
  for (const { account, home, chargeClass, dedicated, units } of slices) {
    const draft = draftOf(account);
    const sums = draft.homes.get(home) ?? { total: 0n, usage: 0n };
    sums.total += units;
    if (chargeClass === 'usage') sums.usage += units;
    draft.homes.set(home, sums);
    draft.gives.add(dedicated ? home : null);
  }
  for (const { account, environment, units } of environments) add(draftOf(account).environments, environment, units);
  for (const { account, chargeClass, units } of unallocated) {
    if (chargeClass === 'support') draftOf(account).unsharedSupport += units;
  }
  const senders = await sendersOf(scope, connectionId, { months, basis }, drafts);
  return new Map([...drafts].map(([account, draft]) => [account, finished(draft, senders?.get(account) ?? null)]));
}

/** An account is dedicated where one rule's home holds for all its charges in all the months. */
function finished({ gives, ...draft }: Draft, senders: AccountBook['senders']): AccountBook {
  const [home = null] = gives;
  return { ...draft, dedicated: gives.size === 1 ? home : null, senders };
}

const emptyDraft = (told: boolean): Draft => ({
  ...{ total: 0n, usage: 0n, classes: new Map(), dedicated: null, homes: new Map(), environments: new Map() },
  ...{ services: told ? new Map() : null, senders: null, unsharedSupport: 0n, commitmentFees: 0n, gives: new Set() },
});

const add = <Key>(sums: Map<Key, bigint>, key: Key, units: bigint) => sums.set(key, (sums.get(key) ?? 0n) + units);

const isEmail = (service: string): boolean => normaliseService(service) === normaliseService(EMAIL_SERVICE);

/** Usage of the e-mail service by home, of the accounts that use it and have no home of their own. Null: nobody does. */
async function sendersOf(
  scope: Viewer['scope'],
  connectionId: string,
  { months, basis }: Pick<Books, 'months' | 'basis'>,
  drafts: ReadonlyMap<string, Draft>,
): Promise<Map<string, Map<string, bigint>> | null> {
  const sending = [...drafts].filter(([, { services }]) => [...(services ?? [])].some(([service]) => isEmail(service)));
  if (!sending.some(([, { gives }]) => gives.has(null))) return null;
  const cells = await listFaceUnits(scope, { connectionId, months, face: 'home.service' }, basis);
  const found = new Map<string, Map<string, bigint>>();
  for (const { account, home, service, units } of cells) {
    if (service === null || home === null || !isEmail(service)) continue;
    const homes = found.get(account) ?? new Map<string, bigint>();
    add(homes, home, units);
    found.set(account, homes);
  }
  return found;
}
