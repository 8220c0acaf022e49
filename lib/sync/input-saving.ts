import type { Draft, InputEntry, InputKind } from '@/lib/finance/input-kind';
import { type Actor, MACHINE } from '@/lib/store/audit';
import type { Database } from '@/lib/store/database';
import { type SavedInputs, saveInputs } from '@/lib/store/finance-inputs';
import { refreshDerivations } from './derivation-refresh';

/** Saves finance inputs as an act of `actor`, and derives the months anew whose pools go by the revenue that changed. */
export async function saveInputsAndDerive<Entry extends InputEntry & Draft<Entry>>(
  db: Database,
  kind: InputKind<Entry>,
  lines: readonly Draft<Entry>[],
  { dryRun = false, now = new Date(), actor = MACHINE }: { dryRun?: boolean; now?: Date; actor?: Actor } = {},
): Promise<SavedInputs<Entry>> {
  const saved = await saveInputs(db, kind, lines, { dryRun, actor, at: now.toISOString() });
  if (kind.name === 'revenue' && saved.kind === 'saved' && !dryRun) await refreshDerivations(db, now);
  return saved;
}
