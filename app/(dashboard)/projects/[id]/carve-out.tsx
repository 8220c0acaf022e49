import { FigureText } from '@/components/tables/figure-text';
import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { formatDecimal, toCents } from '@/lib/finance/money';
import type { CarveOut } from '@/lib/finance/review/carve-out';
import { figureOf, formatExact, NOT_APPLICABLE } from '@/lib/format/money';
import { roundTo } from '@/lib/format/parts';
import { formatPercent } from '@/lib/format/percent';
import { loadCarveOut } from '@/lib/reports/carve-out';
import type { PageQuery } from '@/lib/reports/query';

/** What would go with the project if it left, what it would lose, and what would fall on the others. */
export async function CarveOutSection({ query, project }: { query: PageQuery; project: string }) {
  const found = await loadCarveOut(query, project);
  if (!found || found.carve.direct === 0n) return null;
  const { carve, books, names } = found;
  const { currency } = books;
  const going = carve.accounts.filter(({ own }) => own).map(({ account }) => names.get(account) ?? account);
  const staying = carve.accounts.filter(({ own }) => !own).map(({ account }) => names.get(account) ?? account);
  const separability = carve.separability === null ? null : carve.separability / 1000;
  return (
    <section className="min-w-0">
      <h2 className="mb-2">If it left</h2>
      <Sheet label="If it left">
        <thead>
          <tr>
            <HeadCell>Carve-out</HeadCell>
            <HeadCell align="right">{currency}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {linesOf(carve).map(({ name, units, cents, strong = false }) => (
            <BodyRow key={name}>
              <BodyCell className={strong ? 'font-[560]' : 'pl-6 text-ink-2'}>{name}</BodyCell>
              <BodyCell align="right" className={strong ? 'font-[560]' : ''}>
                {units === null ? (
                  <span className="text-ink-3">{NOT_APPLICABLE}</span>
                ) : (
                  <FigureText figure={figureOf(cents, units)} title={formatExact(formatDecimal(units), currency)} />
                )}
              </BodyCell>
            </BodyRow>
          ))}
        </tbody>
      </Sheet>
      <p className="mt-2 max-w-[90ch] text-ink-3 text-s">
        {formatPercent(separability, 0)} of its direct cost lies in accounts of its own
        {going.length > 0 && `, which would go: ${going.join(', ')}`}.
        {staying.length > 0 && ` It would have to be moved out of ${staying.join(', ')}.`} Savings plans of others that
        cover its usage in accounts of its own are counted; in shared accounts, and reservations, AWS does not tell.
        What it carries of shared cost today the other projects would carry.
      </p>
    </section>
  );
}

type Line = {
  readonly name: string;
  readonly units: bigint | null;
  /** As printed: parts that stand together add up to what follows them. */
  readonly cents: bigint;
  readonly strong?: boolean;
};

function linesOf({ own, scattered, direct, discounts, planSavings, alone, sharedTotal }: CarveOut): Line[] {
  const total = toCents(direct);
  const [inOwn = 0n, inOthers = 0n] = roundTo([own, scattered], total);
  const lost = [-discounts, planSavings ?? 0n];
  const [rebate = 0n, plans = 0n] = alone === null ? lost.map(toCents) : roundTo(lost, toCents(alone) - total);
  return [
    { name: 'In accounts of its own', units: own, cents: inOwn },
    { name: 'In accounts that others use', units: scattered, cents: inOthers },
    { name: 'Direct cost today', units: direct, cents: total, strong: true },
    { name: 'Discounts of the whole that it would lose', units: -discounts, cents: rebate },
    { name: 'Savings plans of others that it would lose', units: planSavings, cents: plans },
    { name: 'The same alone', units: alone, cents: toCents(alone ?? 0n), strong: true },
    {
      name: 'Shared cost that would fall on the others',
      units: sharedTotal,
      cents: toCents(sharedTotal),
      strong: true,
    },
  ];
}
