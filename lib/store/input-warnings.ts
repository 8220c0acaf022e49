import type { InputChange } from '@/lib/finance/input-change';
import type { Draft, InputKind } from '@/lib/finance/input-kind';
import { keyOfLine, writeLine } from '@/lib/finance/input-line';
import type { BilledCurrencies, LineNote } from './input-currency';

type Saved<Entry> = {
  readonly lines: readonly Draft<Entry>[];
  readonly stored: readonly Entry[];
  readonly change: InputChange<Entry>;
};

/** What is right and yet may be a mistake: an account or OU that no connection knows, and a cost beside a like one. */
export function inputWarnings<Entry extends Draft<Entry>>(
  kind: InputKind<Entry>,
  saved: Saved<Entry>,
  { ofEntity }: BilledCurrencies,
): LineNote[] {
  const unknown = saved.lines.flatMap((line, at): LineNote[] => {
    const { entity = '' } = writeLine(kind, line);
    if (entity.startsWith('project:') || ofEntity.has(entity)) return [];
    return [{ at, field: 'entity', message: `names ${entity}, which no connection knows (yet)` }];
  });
  return [...unknown, ...('from' in kind.fields ? overlapWarnings(kind, saved) : [])];
}

/** A new cost of a vendor, beside one of the same vendor and entity that the lines leave as it is: both will count. */
function overlapWarnings<Entry extends Draft<Entry>>(
  kind: InputKind<Entry>,
  { lines, stored, change }: Saved<Entry>,
): LineNote[] {
  const given = new Set(lines.map((line) => keyOfLine(kind, line)));
  const added = new Set(change.added.map((entry) => keyOfLine(kind, entry)));
  const others = new Map<string, Record<string, string>[]>();
  for (const entry of stored) {
    if (given.has(keyOfLine(kind, entry))) continue;
    const texts = writeLine(kind, entry);
    const group = `${texts.entity} ${texts.vendor}`;
    others.set(group, [...(others.get(group) ?? []), texts]);
  }
  return lines.flatMap((line, at): LineNote[] => {
    if (!added.has(keyOfLine(kind, line))) return [];
    const { entity, vendor, from = '', to = '' } = writeLine(kind, line);
    const beside = others
      .get(`${entity} ${vendor}`)
      ?.filter((other) => (other.from ?? '') < to && (other.to ?? '') > from);
    return (beside ?? []).map((other) => ({
      at,
      field: 'from',
      message: `is beside the cost of ${vendor} from ${other.from} to ${other.to} that is stored: both count`,
    }));
  });
}
