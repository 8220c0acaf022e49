import { administratorOf } from '@/lib/auth/viewer';
import type { Environment } from '@/lib/env';
import { monthPackZip } from '@/lib/exchange/month-pack';
import { isMonth } from '@/lib/finance/month';
import { readMonthPack } from '@/lib/reports/month-pack';
import { withActiveBooks } from './books';
import { writeExport } from './export-file';
import { EXIT, type Output, UsageError } from './output';

export type ExplainOptions = { readonly connection?: string; readonly month: string; readonly out: string };

/** `export explain`: the same ZIP as `/exports/explain.zip`. */
export async function exportExplainCommand(
  environment: Environment,
  output: Output,
  { connection, month, out }: ExplainOptions,
): Promise<number> {
  if (!isMonth(month)) throw new UsageError(`${month} is not a month; write one such as 2026-10`);
  return withActiveBooks(environment, output, connection, async ({ db }) => {
    const pack = await readMonthPack(administratorOf(db), month, connection ?? null);
    await writeExport(output, out, [monthPackZip(pack)]);
    return EXIT.done;
  });
}
