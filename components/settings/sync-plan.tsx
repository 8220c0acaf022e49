import { Caution } from '@/components/ui/caution';
import { Disclosure } from '@/components/ui/disclosure';
import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { cubeText } from '@/lib/finance/cube-text';
import { formatCount, formatPlural } from '@/lib/format/count';
import { formatPrice } from '@/lib/format/money';

type Props = {
  plan: {
    readonly requests: number;
    /** US dollars, a decimal string. */
    readonly price: string;
    readonly queries: readonly {
      readonly cube: string;
      readonly groupBy: readonly string[];
      readonly from: string;
      readonly to: string;
      readonly expectedRequests: number;
    }[];
    readonly warning: string;
  };
};

/** What a sync would ask AWS now, and what AWS charges for that: said before it runs. */
export function SyncPlan({ plan }: Props) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <p className="font-serif text-[19px] leading-normal">
        {plan.requests === 0
          ? 'A sync now would ask Cost Explorer nothing, and cost nothing.'
          : `A sync now would make ${formatPlural(plan.requests, 'request')} to Cost Explorer, for ${formatPrice(plan.price, 'USD')}.`}
      </p>
      {plan.warning !== '' && <Caution>{plan.warning}</Caution>}
      {plan.queries.length > 0 && (
        <Disclosure summary={`The plan: ${formatPlural(plan.queries.length, 'query', 'queries')}`}>
          <Sheet label="Planned queries">
            <thead>
              <tr>
                <HeadCell>Cube</HeadCell>
                <HeadCell>Grouped by</HeadCell>
                <HeadCell>From</HeadCell>
                <HeadCell>To (exclusive)</HeadCell>
                <HeadCell align="right">Requests</HeadCell>
              </tr>
            </thead>
            <tbody>
              {plan.queries.map((query) => (
                <BodyRow key={`${query.cube} ${query.groupBy.join()} ${query.from} ${query.to}`}>
                  <BodyCell>{cubeText(query.cube)}</BodyCell>
                  <BodyCell className="text-ink-2">{query.groupBy.join(' × ') || 'nothing'}</BodyCell>
                  <BodyCell className="whitespace-nowrap">{query.from}</BodyCell>
                  <BodyCell className="whitespace-nowrap">{query.to}</BodyCell>
                  <BodyCell align="right">{formatCount(query.expectedRequests)}</BodyCell>
                </BodyRow>
              ))}
            </tbody>
          </Sheet>
        </Disclosure>
      )}
    </div>
  );
}
