import { Badge } from '@/components/ui/badge';
import type { SheetColumn } from './sheet-model';
import { pinStyle } from './sheet-pin';

type Props = { columns: readonly SheetColumn[]; currency: string; pinned: readonly string[] };

/** What the columns are; it stays in sight, and stands on every printed page. */
export function SheetHead({ columns, currency, pinned }: Props) {
  return (
    <thead>
      <tr>
        <th
          scope="col"
          className="sticky top-0 left-0 group-data-[fits]/sheet:top-(--bar) z-20 w-(--first) min-w-(--first) max-w-(--first) border-rule-ink border-b-[1.5px] bg-surface px-3 pb-2 text-left align-bottom font-[560] print:static print:w-auto print:min-w-0"
        >
          {currency}
        </th>
        {columns.map(({ key, label, kind, detail, colour, estimated }) => {
          const pin = pinStyle(pinned, key);
          return (
            <th
              key={key}
              scope="col"
              style={pin}
              className={`sticky top-0 h-[50px] group-data-[fits]/sheet:top-(--bar) min-w-[112px] max-w-[190px] border-rule-ink border-b-[1.5px] bg-surface px-3 pt-2 pb-2 text-right align-bottom font-[560] print:static print:min-w-0 print:px-1 ${pin ? 'z-20' : 'z-10'} ${kind === 'total' ? 'border-l border-l-rule-2' : ''}`}
            >
              <span className="flex items-baseline justify-end gap-1.5">
                {colour !== '' && (
                  <span aria-hidden className="size-2 shrink-0 rounded-[2px]" style={{ background: colour }} />
                )}
                <span className="min-w-0 truncate" title={label}>
                  {label}
                </span>
              </span>
              <small className="block truncate font-[450] text-ink-3 text-xs" title={detail}>
                {estimated ? <Badge tone="caution">estimated</Badge> : detail || '\u00a0'}
              </small>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
