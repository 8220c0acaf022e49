import { requireViewer } from '@/lib/auth/page-viewer';
import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import type { Basis } from '@/lib/finance/basis';
import { normaliseRecordType } from '@/lib/finance/charge-class';
import { keyOfHome } from '@/lib/finance/home';
import { type CarveOut, type CoveredUsage, carveOut } from '@/lib/finance/review/carve-out';
import { sumUnits } from '@/lib/store/costs';
import { sumSlices } from '@/lib/store/derived-sums';
import { listAccountsSeen } from '@/lib/store/organization';
import { type Books, type BooksQuery, selectBooks } from './books';
import { derivedUnits } from './project-months';
import type { PageQuery } from './query';

export type CarveOutReport = {
  readonly books: Books;
  readonly carve: CarveOut;
  readonly names: ReadonlyMap<string, string>;
};

/** A project's statement if it left, of a page; null for a reader of a part, and where there are no books. */
export async function loadCarveOut(query: PageQuery, project: string): Promise<CarveOutReport | null> {
  return readCarveOut(await requireViewer(), { ...query, currency: null }, project);
}

export async function readCarveOut(
  viewer: Viewer,
  query: BooksQuery,
  project: string,
  now: Date = new Date(),
): Promise<CarveOutReport | null> {
  if (!seesOrganization(viewer)) return null;
  const books = await selectBooks(viewer, query, now);
  if (books.kind !== 'books') return null;
  const [units, covered, folded, seen] = await Promise.all([
    derivedUnits(viewer, books),
    coveredUsage(viewer, books),
    foldedDiscounts(viewer, books, project),
    Promise.all(books.connections.map(({ connection }) => listAccountsSeen(viewer.scope, connection.id))),
  ]);
  return {
    books,
    carve: carveOut(project, units.slices, units.shares, { covered, folded }),
    names: new Map(seen.flat().map(({ accountId, name }) => [accountId, name])),
  };
}

const GROSS: Partial<Record<Basis, Basis>> = { netUnblended: 'unblended', netAmortized: 'amortized' };

/** What negotiated discounts take off a project's lines in a net basis; 0 in others, which have lines for them. */
async function foldedDiscounts({ scope }: Viewer, books: Books, project: string): Promise<bigint> {
  const gross = GROSS[books.basis];
  if (gross === undefined) return 0n;
  const home = keyOfHome({ kind: 'project', id: project });
  const sum = async (basis: Basis): Promise<bigint> => {
    const lists = await Promise.all(
      books.connections.map(({ connection }) =>
        sumSlices(scope, { connectionId: connection.id, months: books.months }, basis, ['home', 'chargeClass']),
      ),
    );
    // Gross bases have lines of discount, which are the same money again.
    const lines = lists.flat().filter((each) => each.home === home && each.chargeClass !== 'discount');
    return lines.reduce((total, { units }) => total + units, 0n);
  };
  const [net, whole] = await Promise.all([sum(books.basis), sum(gross)]);
  return net - whole;
}

/** Usage that savings plans pay for, at on-demand prices and as the basis charges it, with AWS's negation of it. */
async function coveredUsage(
  { scope }: Viewer,
  { connections, months, basis }: Books,
): Promise<Map<string, CoveredUsage>> {
  const found = new Map<string, CoveredUsage>();
  const price: Basis = basis.startsWith('net') ? 'netUnblended' : 'unblended';
  for (const { connection } of connections) {
    const query = { connectionId: connection.id, cube: 'recordType', months, groupBy: ['key1', 'key2'] } as const;
    const [charged, priced] = await Promise.all([sumUnits(scope, query, basis), sumUnits(scope, query, price)]);
    const add = (account: string | null, onDemand: bigint, effective: bigint) => {
      const known = found.get(account ?? '') ?? { onDemand: 0n, effective: 0n };
      found.set(account ?? '', { onDemand: known.onDemand + onDemand, effective: known.effective + effective });
    };
    for (const { key1, key2, units } of priced) {
      if (normaliseRecordType(key2 ?? '') === 'savingsplancoveredusage') add(key1, units, 0n);
    }
    for (const { key1, key2, units } of charged) {
      if (['savingsplancoveredusage', 'savingsplannegation'].includes(normaliseRecordType(key2 ?? '')))
        add(key1, 0n, units);
    }
  }
  return found;
}
