import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readWorkbook } from '@/lib/exchange/workbook-reading-fixture';
import { REVENUE } from '@/lib/finance/input-kind';
import type { OrganizationSnapshot } from '@/lib/finance/organization';
import { EMPTY_RULES, type Rules } from '@/lib/finance/rules';
import { documentOf, readRules } from '@/lib/finance/rules-document';
import { everyCharge, smallOrganization, storeBooks } from '@/lib/reports/books-fixture';
import type { Database } from '@/lib/store/database';
import { saveInputs } from '@/lib/store/finance-inputs';
import { changeRules } from '@/lib/sync/derivation-refresh';
import type { Handler } from './call';
import { ask, openServer, tokenOf } from './route-fixture';

const NOW = new Date('2026-11-24T12:00:00Z');
vi.useFakeTimers({ now: NOW, toFake: ['Date'] });

/** What somebody may call an account, a unit, a tag or a project to attack whoever opens a file of it. */
const HOSTILE = [
  `=cmd|'/C calc'!A0`,
  '@SUM(1+1)*cmd',
  '+1+cmd',
  '-2+3+cmd',
  '\t=HYPERLINK("http://x.example","y")',
  '\r=1+1',
  '\uff1d1+1',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '../../etc/passwd',
  'name\r\nSet-Cookie: a=b',
  '\'; DROP TABLE "Account"; --',
];
const nameAt = (at: number): string => `${HOSTILE[at % HOSTILE.length]} ${at}`;

/** Rules take no name with a control character in it; tags and AWS may have any. */
const plainAt = (at: number): string => nameAt([0, 1, 2, 3, 6, 7, 8, 9, 11][at % 9] ?? 0);

const organization: OrganizationSnapshot = {
  ...smallOrganization,
  root: { ...smallOrganization.root, name: nameAt(0) },
  units: smallOrganization.units.map((unit, at) => ({ ...unit, name: nameAt(at + 1) })),
  accounts: smallOrganization.accounts.map((each, at) => ({
    ...{ ...each, name: nameAt(at + 3), email: '=evil@example.com', tags: { '=key': nameAt(at + 4) } },
  })),
};
const charges = everyCharge(['2026-08', '2026-09', '2026-10']).map((charge, at) => ({
  ...{ ...charge, app: charge.app === '' ? '' : nameAt(at), service: at % 3 === 0 ? nameAt(at) : charge.service },
}));
const rules: Rules = {
  ...EMPTY_RULES,
  dimensions: { project: ['app'], environment: [] },
  projects: Array.from({ length: 9 }, (_, at) => ({
    id: plainAt(at),
    name: plainAt(at + 1),
    class: '=class',
    owner: '@owner',
  })),
  assignments: [
    {
      ...{ from: null, to: null, when: { kind: 'accounts', ids: ['333344445555'] } },
      then: { project: plainAt(0), environment: plainAt(1) },
    },
  ],
};

type Module = Readonly<Record<string, unknown>>;
const files = Object.entries(import.meta.glob<Module>('./exports/*/route.ts', { eager: true })).flatMap(
  ([path, { GET }]) => (typeof GET === 'function' ? [{ file: path.split('/')[2] ?? '', GET: GET as Handler }] : []),
);

let db: Database;
let token = '';
beforeAll(async () => {
  db = await openServer({ SUBLEDGER_DEMO: 'off' });
  token = await tokenOf(db, 'admin');
  await storeBooks(db, { name: '=payer', charges, organization, managementAccountId: '111111111111' });
  const reading = readRules(documentOf(rules));
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  await changeRules(db, { rules, createdBy: '=someone', note: '=note', base: null }, NOW);
  const amount = 1_000_000_000n;
  const entity = { kind: 'project' as const, id: nameAt(0) };
  await saveInputs(db, REVENUE, [{ month: '2026-10', entity, amount, currency: 'USD', source: nameAt(0) }]);
});

/** What a spreadsheet may run: it begins like a formula, or with what is dropped before one. */
const RUNS = /^[=+@\t\r\uff1d]|^-(?!\d+(\.\d+)?$)/;
const cellsOf = (csv: string): string[] => parse(csv, { relax_column_count: true }).flat();

async function bytesOf({ file, GET }: (typeof files)[number]): Promise<Uint8Array> {
  const query = file === 'explain.zip' ? 'month=2026-10' : file === 'audit.csv' ? '' : 'from=2026-08&to=2026-11';
  const request = new Request(`http://localhost:3000/api/v1/exports/${file}?${query}`, {
    headers: { authorization: `Bearer ${token}`, host: 'localhost:3000' },
  });
  const response = await GET(request, { params: Promise.resolve({}) });
  expect([file, response.status]).toEqual([file, 200]);
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+"$/);
  return new Uint8Array(await response.arrayBuffer());
}

describe('a file with hostile names', () => {
  it.each(files.filter(({ file }) => file.endsWith('.csv')))('$file has no cell that runs', async (each) => {
    const cells = cellsOf(new TextDecoder().decode(await bytesOf(each)));
    expect(cells.some((cell) => HOSTILE.some((name) => cell.includes(name.trim())))).toBe(true);
    expect(cells.filter((cell) => RUNS.test(cell))).toEqual([]);
  });

  it('explain.zip has none in any of its files, and no name that leads elsewhere', async () => {
    const pack = files.find(({ file }) => file === 'explain.zip');
    if (!pack) throw new Error('no explain.zip');
    const parts = Object.entries(unzipSync(await bytesOf(pack)));
    expect(parts.length).toBeGreaterThan(3);
    for (const [name, content] of parts) {
      expect(name).toMatch(/^[\w-]+\.(csv|txt|md|json)$/);
      if (!name.endsWith('.csv')) continue;
      expect(cellsOf(new TextDecoder().decode(content)).filter((cell) => RUNS.test(cell))).toEqual([]);
    }
  });

  it('statement.xlsx has formulas of ours alone, and texts that are texts', async () => {
    const workbook = files.find(({ file }) => file === 'statement.xlsx');
    if (!workbook) throw new Error('no statement.xlsx');
    const { parts, cellsOf: sheet } = readWorkbook(await bytesOf(workbook));
    const cells = [...parts.keys()]
      .filter((name) => name.startsWith('xl/worksheets/sheet'))
      .flatMap((_, at) => [...sheet(at + 1).values()]);
    expect(cells.some(({ value }) => value.includes('cmd'))).toBe(true);
    for (const { formula, type, value } of cells) {
      expect(formula ?? '').not.toMatch(/cmd|HYPERLINK|script|!A0/);
      if (type === 'inlineStr' || type === 's') expect(value).not.toMatch(RUNS);
    }
    for (const text of parts.values()) expect(text).not.toMatch(/<script>|<img/);
  });
});

describe('a parameter that is no name of a file or a header', () => {
  it.each(files)('of $file stays out of its headers', async ({ file, GET }) => {
    const evil = encodeURIComponent('x"\r\nSet-Cookie: a=b/../../etc/passwd');
    const reply = await ask(GET, `/exports/${file}?connection=${evil}&month=${evil}`, { token });
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect([...reply.headers].join()).not.toMatch(/set-cookie|passwd/i);
  });
});
