import { statSync } from 'node:fs';
import { formatCount } from '@/lib/format/count';
import type { Measured } from './bench/measure';
import { benchPages, type PageFigure } from './bench/pages';
import { benchReads } from './bench/reads';
import { countRequests, type RequestCount } from './bench/requests';
import { benchRuleChanges, type RuleChange } from './bench/rule-changes';
import { benchStatement } from './bench/statement';
import { benchStoreRate } from './bench/store-rate';
import { storedCompany } from './bench/stored-company';

/** Companies of three sizes. The smallest is the one whose requests are promised (100 accounts, three tag keys). */
const SCALES = [
  { accounts: 100, units: 20, services: 20, recordTypes: 5, tagValues: 3, tagKeys: 3 },
  { accounts: 1_000, units: 200, services: 12, recordTypes: 4, tagValues: 2, tagKeys: 1 },
  { accounts: 10_000, units: 2_000, services: 12, recordTypes: 4, tagValues: 2, tagKeys: 0, months: 2 },
];

/** Seconds for a company of each size, on a machine that is calm. */
const RULE_CHANGE_LIMITS = [null, 5, 20];

type Sync = { scale: string; seconds: number; cells: number; megabytesPerMillion: number };

async function main(): Promise<number> {
  const measured: Measured[] = [];
  const requests: RequestCount[] = [];
  const syncs: Sync[] = [];
  const changes: RuleChange[] = [];
  for (const [at, scale] of SCALES.entries()) {
    const name = `${formatCount(scale.accounts)} accounts`;
    const company = await storedCompany(scale);
    try {
      const startedAt = performance.now();
      requests.push(...(await countRequests(company, name, at === 0 ? [16, 1, 10] : [])));
      const seconds = (performance.now() - startedAt) / 1_000;
      const [{ cells }] = await company.db.prisma.$queryRawUnsafe<[{ cells: bigint }]>(
        'SELECT count(*) AS cells FROM "Cell"',
      );
      const bytes = statSync(company.path).size;
      syncs.push({ scale: name, seconds, cells: Number(cells), megabytesPerMillion: bytes / Number(cells) });
      measured.push(...(await benchReads(company, name)));
      if (at === 0) measured.push(await benchStoreRate(company));
      if (at > 0) measured.push(...(await benchStatement(company, name)));
      changes.push(...(await benchRuleChanges(company, name, RULE_CHANGE_LIMITS[at] ?? null)));
    } finally {
      await company.close();
    }
  }
  const pages = await benchPages();
  print(measured, requests, syncs, pages, changes);
  process.stdout.write(`${JSON.stringify({ measured, requests, syncs, pages, changes })}\n`);
  const over = measured
    .filter(
      ({ oursMs, ratio, limit, mostMs }) => (limit !== null && ratio > limit) || (mostMs !== null && oursMs > mostMs),
    )
    .map(({ name, scale }) => `${name}, ${scale}`);
  over.push(
    ...requests.filter(({ costAndUsage, limit }) => limit !== null && costAndUsage > limit).map(({ what }) => what),
  );
  over.push(...pages.filter(({ figure, limit }) => figure > limit).map(({ what, page }) => `${what}, ${page}`));
  over.push(
    ...changes
      .filter(({ seconds, limit }) => limit !== null && seconds > limit)
      .map(({ what, scale }) => `${what}, ${scale}`),
  );
  if (over.length > 0) process.stderr.write(`Over the limit: ${over.join('; ')}\n`);
  return over.length > 0 ? 1 : 0;
}

function print(
  measured: readonly Measured[],
  requests: readonly RequestCount[],
  syncs: readonly Sync[],
  pages: readonly PageFigure[],
  changes: readonly RuleChange[],
): void {
  const table = (rows: readonly (readonly string[])[]) => {
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    for (const row of rows) {
      process.stderr.write(
        `${row.map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')}\n`,
      );
    }
    process.stderr.write('\n');
  };
  const limitOf = (limit: number | null) => (limit === null ? '' : `≤ ${limit}`);
  table([
    ['what', 'scale', 'ours ms', 'limit', 'plain SQL ms', 'ratio', 'limit'],
    ...measured.map((each) => [
      each.name,
      each.scale,
      each.oursMs.toFixed(1),
      limitOf(each.mostMs),
      each.plainMs.toFixed(1),
      each.ratio.toFixed(2),
      limitOf(each.limit),
    ]),
  ]);
  table([
    ['sync', 'scale', 'GetCostAndUsage', 'limit', 'all billed', 'USD'],
    ...requests.map((each) => [
      each.what,
      each.scale,
      String(each.costAndUsage),
      limitOf(each.limit),
      String(each.billed),
      each.price,
    ]),
  ]);
  table([
    ['in the browser', 'page', 'figure', 'unit', 'limit'],
    ...pages.map(({ what, page, figure, unit, limit }) => [
      what,
      page,
      figure < 1 ? figure.toFixed(3) : figure.toFixed(0),
      unit,
      limitOf(limit),
    ]),
  ]);
  table([
    ['rules change', 'of', 'seconds until every month shows it', 'limit'],
    ...changes.map(({ what, scale, seconds, limit }) => [what, scale, seconds.toFixed(1), limitOf(limit)]),
  ]);
  table([
    ['three syncs', 'of', 'seconds, the sandbox included', 'cells', 'MB a million cells'],
    ...syncs.map((each) => [
      '',
      each.scale,
      each.seconds.toFixed(1),
      String(each.cells),
      each.megabytesPerMillion.toFixed(0),
    ]),
  ]);
}

process.exitCode = await main();
