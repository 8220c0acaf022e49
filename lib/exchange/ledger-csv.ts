import { type Amounts, amountsOf, type Basis, noAmounts } from '@/lib/finance/basis';
import { homeOfKey } from '@/lib/finance/home';
import { accountNameOf, type LedgerMonth } from '@/lib/finance/ledger-month';
import { formatDecimal } from '@/lib/finance/money';
import { isNothing } from '@/lib/finance/rounding';
import { type CsvCell, csvHeader, csvLines, csvNumber, csvText } from './csv';

const PLACE =
  'connection month account account_name ou_path home project project_name project_class pool charge_class moved_by'.split(
    ' ',
  );
const FIGURES = 'direct moved_in moved_out total'.split(' ');
const FRAME = ['currency', 'basis'];

/**
 * The slices as a file, in pieces: a row for what each account has of each home and charge class, a row for what each pool
 * moved in (positive) or out (the opposite of the slice's sign), and one for the residual. In every row `total` = `direct` +
 * `moved_in` + `moved_out`; Σ `total` = Σ `direct` = the control total, and Σ `moved_in` + Σ `moved_out` = 0, to the unit.
 * A file has one basis, or several side by side in columns that say which: they are never in one column.
 */
export async function* ledgerCsv(
  months: Iterable<LedgerMonth> | AsyncIterable<LedgerMonth>,
  bases: readonly Basis[],
): AsyncGenerator<string> {
  const [only] = bases.length === 1 ? bases : [];
  const figures = only === undefined ? bases.flatMap((basis) => FIGURES.map((name) => `${name}_${basis}`)) : FIGURES;
  const header = [...PLACE, ...figures, ...FRAME];
  yield csvHeader(header);
  for await (const month of months) yield* csvLines(header.length, rowsOf(month, bases));
}

/** What a row is about; a text that is not known, or that it does not have, is null. */
type Booking = {
  readonly account: string | null;
  readonly home: string;
  readonly chargeClass: string | null;
  readonly movedBy: string | null;
  readonly direct: Amounts;
  readonly in: Amounts;
  readonly out: Amounts;
};

function* rowsOf(month: LedgerMonth, bases: readonly Basis[]): Generator<CsvCell[]> {
  const { name, currency } = month.connection;
  for (const booking of bookingsOf(month)) {
    yield [
      ...[name, month.month, ...placeOf(month, booking)].map(csvText),
      ...bases.flatMap((basis) => {
        const parts = [booking.direct, booking.in, booking.out].map((amounts) => amounts[basis]);
        return [...parts, parts.reduce((sum, units) => sum + units, 0n)].map((units) =>
          csvNumber(formatDecimal(units)),
        );
      }),
      ...[currency, bases.join(' ')].map(csvText),
    ];
  }
}

function* bookingsOf({ slices, shares, residual }: LedgerMonth): Generator<Booking> {
  const none = { movedBy: null, direct: noAmounts(), in: noAmounts(), out: noAmounts() };
  for (const { account, home, chargeClass, amounts } of slices)
    yield { ...none, account, home, chargeClass, direct: amounts };
  for (const { pool, chargeClass, side, account, home, amounts } of shares) {
    const moved = side === 'in' ? { in: amounts } : { out: amountsOf((basis) => -amounts[basis]) };
    yield { ...none, account, home, chargeClass, movedBy: pool, ...moved };
  }
  if (residual && !isNothing(residual))
    yield { ...none, account: null, home: 'residual', chargeClass: null, direct: residual };
}

/** The cells from `account` to `moved_by`. A `/` in a unit's name becomes `∕`, so that a path has one meaning. */
function placeOf(month: LedgerMonth, { account, home, chargeClass, movedBy }: Booking): (string | null)[] {
  const place = home === 'residual' ? null : homeOfKey(home);
  const projectId = place?.kind === 'project' ? place.id : null;
  const project = projectId === null ? null : month.projects.get(projectId);
  const units = month.accounts.get(account ?? '')?.units ?? [];
  return [
    account || null,
    account ? accountNameOf(month, account) : null,
    units.length === 0 ? null : units.map((unit) => `/${unit.replaceAll('/', '∕')}`).join(''),
    place?.kind ?? home,
    projectId,
    projectId === null ? null : project?.name || projectId,
    project?.class ?? null,
    place?.kind === 'pool' ? place.id : null,
    chargeClass,
    movedBy,
  ];
}
