import type { InputChange } from '@/lib/finance/input-change';
import type { Draft, InputEntry, InputKind } from '@/lib/finance/input-kind';
import { keyOfLine, writeLine } from '@/lib/finance/input-line';
import { addMonths } from '@/lib/finance/month';
import type { Writer } from './database';
import type { LineNote } from './input-currency';
import { findKnownEntities } from './known-entities';

/**
 * The lines that would change a closed month (`finance.md` §12): of the connections that know their entity, of all for a
 * project. A line that changes nothing is no fault.
 */
export async function closedLineFaults<Entry extends InputEntry & Draft<Entry>>(
  db: Writer,
  kind: InputKind<Entry>,
  lines: readonly Draft<Entry>[],
  change: InputChange<Entry>,
): Promise<LineNote[]> {
  const closes = await db.prisma.monthClose.findMany({ orderBy: { month: 'asc' } });
  if (closes.length === 0) return [];
  const touched = new Set(
    [...change.added, ...change.changed.map(({ after }) => after), ...change.removed].map((entry) =>
      keyOfLine(kind, entry),
    ),
  );
  const entities = new Set(lines.map((line) => writeLine(kind, line).entity ?? ''));
  const known = await findKnownEntities(db, entities);
  return lines.flatMap((line, at): LineNote[] => {
    if (!touched.has(keyOfLine(kind, line))) return [];
    const { entity = '', month = '', from = month, to = addMonths(month || '0001-01', 1) } = writeLine(kind, line);
    const ids = known.get(entity);
    const close = closes.find(
      (each) => each.month >= from && each.month < to && (ids === undefined || [...ids].includes(each.connectionId)),
    );
    if (!close) return [];
    const message = `would change ${close.month}, which was closed by ${close.closedBy} at ${close.closedAt}`;
    return [{ at, field: 'month' in kind.fields ? 'month' : 'from', message }];
  });
}
