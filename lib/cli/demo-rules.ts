import { demoRules } from '@/lib/demo/rules';
import { AppError } from '@/lib/errors';
import { readRules } from '@/lib/finance/rules-document';
import type { Database } from '@/lib/store/database';
import { currentRuleSetId } from '@/lib/store/rule-sets';
import { changeRules } from '@/lib/sync/derivation-refresh';

/** Gives the demo company its rules, once: what a visitor changes stays changed. */
export async function loadDemoRules(db: Database, now: Date): Promise<void> {
  if ((await currentRuleSetId(db)) !== 0) return;
  const reading = readRules(demoRules());
  if (!reading.ok) throw new AppError('internal', `The demo's rules cannot be read: ${JSON.stringify(reading.faults)}`);
  const set = { rules: reading.rules, createdBy: 'Northwind finance', note: 'The first rules', base: 0 };
  await changeRules(db, set, now);
}
