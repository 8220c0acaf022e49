import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Disclosure } from '@/components/ui/disclosure';
import type { Assignment } from '@/lib/finance/rules';
import { formatPlural } from '@/lib/format/count';
import { formatFigure } from '@/lib/format/money';
import { formatMonth } from '@/lib/format/time';
import type { CatchRow } from './catch-rows';
import { ruleWords } from './rule-words';
import type { RulesPreviewModel } from './rules-preview';

type Props = {
  rule: Assignment | undefined;
  at: number;
  found: CatchRow | undefined;
  preview: RulesPreviewModel;
  nameOf: (unit: string) => string;
  fault: string;
  warning: string;
  actions: ReactNode;
};

/** A rule in words, and what it catches in the month that is looked at. */
export function RuleLine({ rule, at, found, preview, nameOf, fault, warning, actions }: Props) {
  const words = rule ? ruleWords(rule, nameOf) : null;
  return (
    <div>
      <div className="flex items-start justify-between gap-2">
        <p className="min-w-0 [overflow-wrap:anywhere]">
          {words ? (
            <>
              {words.when} <span className="text-ink-3">→</span> <b className="font-[560]">{words.then}</b>
            </>
          ) : (
            <span className="text-ink-2">Rule {at + 1} is not whole yet.</span>
          )}{' '}
          {found && !found.holds && <Badge>not in {formatMonth(preview.month)}</Badge>}{' '}
          {fault !== '' && <Badge tone="negative">to mend</Badge>}
        </p>
        <span className="flex shrink-0 print:hidden">{actions}</span>
      </div>
      {found?.holds && <Catch found={found} />}
      {warning !== '' && <p className="mt-0.5 text-caution text-s">{warning}</p>}
    </div>
  );
}

function Catch({ found }: { found: CatchRow }) {
  const { accounts, values, total, caught, more, taken, moreTaken } = found;
  const things = [
    ...(accounts > 0 ? [formatPlural(accounts, 'account')] : []),
    ...(values > 0 ? [formatPlural(values, 'value')] : []),
  ];
  if (caught.length === 0 && taken.length === 0) return <p className="text-ink-3 text-s">catches nothing</p>;
  return (
    <div className="mt-0.5 text-s">
      <Disclosure
        summary={
          <span>
            catches {things.join(', ') || 'nothing'}
            {caught.length > 0 && (
              <>
                {' · '}
                <span className="figure text-ink">{formatFigure(total).text}</span>
              </>
            )}
            {taken.length > 0 && ` · ${taken.length + moreTaken} taken by other rules`}
          </span>
        }
      >
        <ul className="grid gap-x-6 text-ink-2 tablet:grid-cols-2">
          {caught.map(({ key, label, decides, accounts: inAccounts, amount }) => (
            <li key={key} className="flex justify-between gap-3">
              <span className="min-w-0 truncate" title={`${label}: ${decides}`}>
                {label}
                {inAccounts !== null && <span className="text-ink-3"> in {formatPlural(inAccounts, 'account')}</span>}
              </span>
              <span className="figure">{formatFigure(amount).text}</span>
            </li>
          ))}
          {more > 0 && <li className="text-ink-3">and {more} more</li>}
          {taken.map(({ key, label, amount, by }) => (
            <li key={`taken ${key}`} className="flex justify-between gap-3 text-ink-3">
              <span className="min-w-0 truncate">
                {label}: rule {by + 1} has it
              </span>
              <span className="figure">{formatFigure(amount).text}</span>
            </li>
          ))}
          {moreTaken > 0 && <li className="text-ink-3">and {moreTaken} more that others have</li>}
        </ul>
      </Disclosure>
    </div>
  );
}
