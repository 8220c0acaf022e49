import { FigureText } from '@/components/tables/figure-text';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Caution } from '@/components/ui/caution';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Progress } from '@/components/ui/progress';
import { SheetSkeleton, Skeleton } from '@/components/ui/skeleton';
import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { formatFigure } from '@/lib/format/money';
import { KitPart } from './kit-part';

const AMOUNTS = ['1234.5', '-1234.5', '0', '0.000000001'];

/** What is shown: words on states, figures, waiting, nothing, failure. */
export function KitStates() {
  return (
    <>
      <KitPart name="Badges">
        <Badge>management</Badge>
        <Badge tone="good">final</Badge>
        <Badge tone="caution">closed</Badge>
        <Badge tone="negative">failed</Badge>
      </KitPart>
      <KitPart name="Progress and waiting">
        <div className="w-72">
          <Progress label="Reading costs" fraction={0.42} text="42 %" />
        </div>
        <div className="w-72">
          <Progress label="Planning" fraction={null} text="not known yet" />
        </div>
        <Skeleton className="h-3 w-40" />
      </KitPart>
      <KitPart name="Figures">
        <div className="w-80">
          <Sheet label="Figures">
            <thead>
              <tr>
                <HeadCell>Amount</HeadCell>
                <HeadCell align="right">USD</HeadCell>
              </tr>
            </thead>
            <tbody>
              {AMOUNTS.map((amount) => (
                <BodyRow key={amount}>
                  <BodyCell>{amount}</BodyCell>
                  <BodyCell align="right">
                    <FigureText figure={formatFigure(amount)} />
                  </BodyCell>
                </BodyRow>
              ))}
            </tbody>
          </Sheet>
        </div>
        <div className="w-80">
          <SheetSkeleton rows={4} label="Loading figures" />
        </div>
      </KitPart>
      <Caution>September is not in the books: it is drawn as a gap.</Caution>
      <div className="grid gap-4 desk:grid-cols-2">
        <EmptyState title="No books yet" action={<Button tone="primary">Connect AWS</Button>}>
          Nothing to show, why, and the next step.
        </EmptyState>
        <ErrorState title="The store does not answer" action={<Button>Try again</Button>}>
          What failed, and what to do about it.
        </ErrorState>
      </div>
    </>
  );
}
