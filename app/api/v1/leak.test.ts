import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ROUTE_RULES } from '@/app/access-rules-fixture';
import { BUDGET, REVENUE } from '@/lib/finance/input-kind';
import { parseDecimal } from '@/lib/finance/money';
import { storeBooks } from '@/lib/reports/books-fixture';
import type { Database } from '@/lib/store/database';
import { saveInputs } from '@/lib/store/finance-inputs';
import { saveInvoice } from '@/lib/store/invoices';
import { createRun } from '@/lib/store/runs';
import { saveView } from '@/lib/store/saved-views';
import { closeMonth } from '@/lib/sync/close-month';
import { changeRules } from '@/lib/sync/derivation-refresh';
import type { Handler } from './call';
import { chance, foreignMarks, type MarkedCompany, MONTHS, markedCompany } from './marked-company-fixture';
import { RANGE, readsOf } from './marked-reads-fixture';
import { openServer, tokenOf } from './route-fixture';

const NOW = new Date('2026-11-24T12:00:00Z');
vi.useFakeTimers({ now: NOW, toFake: ['Date'] });

/** Another company each time with LEAK_SEED: the same one by itself, so that a failure is never luck. */
const SEED = Number(process.env.LEAK_SEED ?? 20_261_124);
const next = chance(SEED);

type Module = Readonly<Record<string, unknown>>;
const found = {
  ...import.meta.glob<Module>('./**/route.ts', { eager: true }),
  ...import.meta.glob<Module>('../*/**/route.ts', { eager: true }),
};
const GETS = new Map(
  Object.entries(found).flatMap(([path, { GET }]) =>
    typeof GET === 'function' ? [[path.replace(/^\.\.?\/|\/route\.ts$/g, ''), GET as Handler] as const] : [],
  ),
);

/** Names outside the scopes of anyone: the closer, the note of a view, the source of revenue, the number of an invoice. */
const PEOPLE = ['closer@hidden.example', 'because-of-hidden', 'hidden-view', 'hidden-source', 'hidden-invoice'];

let db: Database;
let company: MarkedCompany;
let foreignRun = '';
beforeAll(async () => {
  db = await openServer({ SUBLEDGER_DEMO: 'off', SUBLEDGER_API_RATE: '1000000' });
  company = markedCompany(SEED);
  const { charges, residual, organization, rules } = company;
  const { managementAccountId } = organization;
  const { id } = await storeBooks(db, { name: 'payer', charges, residual, organization, managementAccountId });
  await storeBooks(db, {
    name: 'hidden-payer',
    charges: markedCompany(SEED + 1).charges,
    managementAccountId: '999988887777',
  });
  await changeRules(db, { rules, createdBy: 'closer@hidden.example', note: 'because-of-hidden', base: null }, NOW);
  const entity = (kind: 'account' | 'project', name: string) => ({ kind, id: name });
  const lines = [
    ...company.accounts.map((each) => entity('account', each.id)),
    ...company.projects.map((each) => entity('project', each)),
  ];
  await saveInputs(
    db,
    REVENUE,
    lines.map((of) => ({ month: MONTHS[0], entity: of, amount: figureOf(of.id), currency: 'USD', source: '' })),
  );
  await saveInputs(
    db,
    BUDGET,
    lines.map((of) => ({ month: MONTHS[0], entity: of, amount: figureOf(of.id), currency: 'USD' })),
  );
  await closeMonth(
    db,
    { connectionId: id, month: MONTHS[0], by: 'closer@hidden.example', force: 'because-of-hidden' },
    NOW,
  );
  const at = NOW.toISOString();
  await saveInvoice(
    db,
    { connectionId: id, month: MONTHS[0], number: 'hidden-invoice', amount: 1n, enteredBy: 'closer@hidden.example' },
    at,
  );
  await saveView(
    db,
    { owner: 'closer@hidden.example', name: 'hidden-view', shared: true, address: 'column=project%3Ahidden' },
    at,
  );
  foreignRun = (await createRun(db, { connectionId: id, trigger: 'manual', full: false, queuedAt: at })).id;
});

/** Revenue and budget of an entity: a figure that nothing else has. */
const figureOf = (id: string): bigint =>
  parseDecimal(`7777${(Number.parseInt(id.slice(-6), 36) % 900_000) + 100_000}.31`);

/** The handler of a path as Next would choose it, and the parameter of its path. */
function routeOf(path: string): { handler: Handler; id?: string; name: string } {
  const name = path.split('?')[0] ?? '';
  const key = name.startsWith('/api/') ? name.slice(5) : name.slice(1);
  const exact = GETS.get(key);
  if (exact) return { handler: exact, name: key };
  const [, folder = '', id = ''] = /^(.*)\/([^/]+)$/.exec(key) ?? [];
  const handler = GETS.get(`${folder}/[id]`);
  if (handler) return { handler, id, name: `${folder}/[id]` };
  const rest = GETS.get('[[...path]]');
  if (!rest) throw new Error(`no route for ${path}`);
  return { handler: rest, name: '[[...path]]' };
}

async function textOf(path: string, token: string): Promise<{ status: number; text: string; name: string }> {
  const { handler, id, name } = routeOf(path);
  const address = path.startsWith('/api/') ? path : `/api/v1${path}`;
  const request = new Request(`http://localhost:3000${address}`, {
    headers: { authorization: `Bearer ${token}`, host: 'localhost:3000' },
  });
  const response = await handler(request, { params: Promise.resolve(id === undefined ? {} : { id }) });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const parts = bytes[0] === 0x50 && bytes[1] === 0x4b ? Object.values(unzipSync(bytes)) : [bytes];
  const headers = [...response.headers].map(([key, text]) => `${key}: ${text}`).join('\n');
  const text = parts.map((part) => new TextDecoder().decode(part)).join('\n');
  return { status: response.status, text: `${headers}\n${text}`, name };
}

/** Random scopes: of accounts, units, projects, and of several at once. */
function randomScopes(): string[][] {
  const one = <T>(list: readonly T[]): T => list[next(list.length)] as T;
  const account = () => `account:${one(company.accounts).id}`;
  const unit = () => `ou:${one(company.organization.units).id}`;
  const project = () => `project:${one(company.projects)}`;
  return [[account()], [unit()], [project()], [account(), unit()], [unit(), project()], [account(), project()], []];
}

describe(`a reader of a part of a company (LEAK_SEED=${SEED})`, () => {
  it('is shown no id, name, e-mail address or amount outside the scopes, whatever is asked', {
    timeout: 240_000,
  }, async () => {
    const asked = new Set<string>();
    const leaks: string[] = [];
    const all = randomScopes();
    const [first] = all;
    for (const scopes of all) {
      // Scopes narrow every role alike; the first ones show it.
      for (const role of scopes === first ? ['viewer', 'admin'] : ['viewer']) {
        const token = await tokenOf(db, role, scopes);
        const marks = foreignMarks(company, scopes);
        for (const person of [...PEOPLE, 'hidden-payer', '999988887777']) marks.set(person, 'hidden');
        const own = new Set(scopes.map((scope) => scope.slice(scope.indexOf(':') + 1)));
        for (const { id } of [...company.accounts, ...company.projects.map((id) => ({ id }))])
          if (marks.has(id) && !own.has(id)) marks.set(String(figureOf(id) / 1_000_000_000n), `revenue of ${id}`);
        for (const path of readsOf(company, next, foreignRun)) {
          const { status, text, name } = await textOf(path, token);
          asked.add(name);
          expect([path, status, status < 500 || text]).toEqual([path, status, true]);
          const plain = text.replace(/(\d),(?=\d{3}\b)/g, '$1');
          for (const [mark, what] of marks) {
            // What was asked for by name is repeated in an error.
            if (!path.includes(mark) && plain.includes(mark))
              leaks.push(`${role} of ${scopes}: ${path} tells ${mark} (${what})`);
          }
        }
      }
    }
    expect(leaks.slice(0, 40)).toEqual([]);
    const read = [...GETS.keys()].filter((name) => {
      const rules = ROUTE_RULES[`api/v1/${name}`] ?? ROUTE_RULES[`api/${name}`];
      // What next-auth answers is of people, and none of it of the books.
      return name !== 'auth/[...nextauth]' && (rules === undefined || 'GET' in rules);
    });
    expect(read.filter((name) => !asked.has(name))).toEqual([]);
  });

  it('cannot tell what is outside from what is nowhere', async () => {
    const [first, other] = company.accounts;
    const unit = company.organization.units.find(({ id }) => id !== first?.parentId && id !== other?.parentId);
    const token = await tokenOf(db, 'viewer', [`account:${first?.id}`]);
    const pairs: [string, string][] = [
      [other?.id ?? '', '123412341234'],
      [unit?.id ?? '', 'ou-none-12345678'],
    ];
    const project = company.projects.find((id) => foreignMarks(company, [`account:${first?.id}`]).has(id));
    if (project) pairs.push([project, 'nowhere']);
    for (const path of [
      ...['account', 'ou', 'project'].map((filter) => `/costs?${RANGE}&groupBy=month&${filter}=ID`),
      ...['account', 'ou', 'project', 'environment'].map((kind) => `/statement?${RANGE}&column=${kind}:ID`),
      ...['account', 'ou', 'project'].map((kind) => `/explain?${RANGE}&row=total&column=${kind}:ID`),
      ...['/api/jump?q=ID', `/api/columns?q=ID`, '/connections/ID', '/sync-runs/ID'],
    ])
      for (const [outside, nowhere] of pairs) {
        const [a, b] = [
          await textOf(path.replace('ID', outside), token),
          await textOf(path.replace('ID', nowhere), token),
        ];
        expect([path, a.status, a.text.replaceAll(outside, 'ID')]).toEqual([
          path,
          b.status,
          b.text.replaceAll(nowhere, 'ID'),
        ]);
      }
    for (const [a, b] of [
      ['/tree?connection=hidden-payer', '/tree?connection=none'],
      [`/sync-runs/${foreignRun}`, '/sync-runs/none'],
    ] as const) {
      const replies = [await textOf(a, token), await textOf(b, token)];
      const text = (at: number, id: string) => replies[at]?.text.replaceAll(id, 'ID');
      expect(text(0, a.split(/[=/]/).at(-1) ?? '')).toBe(text(1, 'none'));
    }
  });
});
