import type { Month } from '@/lib/finance/month';
import type { Check } from '@/lib/finance/reconcile';
import { toCheckRow } from './books';
import type { Writer } from './database';

/** Replaces the checks of some names of a month; the others stay. */
export async function replaceDerivedChecks(
  { prisma }: Writer,
  {
    connectionId,
    month,
    names,
    checks,
  }: {
    readonly connectionId: string;
    readonly month: Month;
    readonly names: readonly string[];
    readonly checks: readonly Check[];
  },
): Promise<void> {
  await prisma.monthCheck.deleteMany({ where: { connectionId, month, name: { in: [...names] } } });
  await prisma.monthCheck.createMany({ data: checks.map((check) => toCheckRow(connectionId, month, check)) });
}
