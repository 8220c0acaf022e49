import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { TOKEN_COOKIE } from '@/lib/auth/token-cookie';
import { demoCompany } from '@/lib/demo/company';
import { demoRules } from '@/lib/demo/rules';
import { dayOf } from '@/lib/finance/month';
import { closeDatabase, openDatabase } from '@/lib/store/database';
import { createToken } from '@/lib/store/tokens';
import { pagesOnDisk } from './pages';
import { type Server, startServer } from './server';

// Every page there is, as real books show it: to nobody, and to a reader of one OU.

/** Pages that anyone may open: they show nothing of the books. */
const OPEN = ['/sign-in', '/kit', '/setup/[secret]'];

const today = dayOf(new Date());
const organization = demoCompany(today).organizationOn(today);
const [unit] = organization.units.filter(({ id }) => organization.accounts.some(({ parentId }) => parentId === id));
if (!unit) throw new Error('the demo has no OU with accounts');
const own = organization.accounts.filter(({ parentId }) => parentId === unit.id);
const foreign = organization.accounts.filter(({ parentId }) => parentId !== unit.id);
const inside = new Set([unit.id]);

/** Ids, names and addresses of everything beside the OU and above it. Names that words of a page contain are left out. */
const marks = [
  ...foreign.flatMap(({ id, name, email }) => [id, ...(name.includes('-') ? [name] : []), ...(email ? [email] : [])]),
  ...organization.units.flatMap(({ id }) => (inside.has(id) ? [] : [id])),
  ...[organization.id, organization.root.id],
  ...demoRules().projects.flatMap(({ owner }) => (owner ? [owner] : [])),
];

const address = (page: string, id: { account: string; ou: string; project: string }): string =>
  page
    .replace('/accounts/ou/[id]', `/accounts/ou/${id.ou}`)
    .replace('/accounts/[id]', `/accounts/${id.account}`)
    .replace('/projects/[id]', `/projects/${id.project}`)
    .replace(/\[[^\]]+\]/, 'x');

let server: Server | undefined;
let token = '';
test.beforeAll(async () => {
  test.setTimeout(120_000);
  server = await startServer({ SUBLEDGER_DEMO: 'off' }, async (folder) => {
    const demo = await openDatabase(`file:${join(process.env.SUBLEDGER_E2E_DATA ?? '', 'demo.db')}`);
    await demo.prisma.$executeRawUnsafe(`VACUUM INTO '${join(folder, 'subledger.db')}'`);
    await closeDatabase(demo);
  });
  const db = await openDatabase(`file:${join(server.folder, 'subledger.db')}`);
  token = (await createToken(db, { name: 'reader', role: 'viewer', scopes: [`ou:${unit.id}`] })).token;
  await closeDatabase(db);
});
test.afterAll(() => server?.stop());

const [mine] = own;
const [theirs] = foreign;
/** Subjects of a page: some inside the OU, some of others or of nobody. */
const SUBJECTS = [
  { account: mine?.id ?? '', ou: unit.id, project: 'checkout' },
  { account: theirs?.id ?? '', ou: 'ou-none-00000000', project: 'no-such-project' },
];

for (const page of pagesOnDisk().filter((each) => !OPEN.includes(each))) {
  test(`${page} leads whoever is signed out to the sign-in, and tells nothing`, async ({ request }) => {
    for (const subject of SUBJECTS) {
      const path = address(page, subject);
      const reply = await request.get(`${server?.url}${path}`, { maxRedirects: 0 });
      expect([path, reply.status(), reply.headers().location]).toEqual([
        path,
        307,
        expect.stringMatching(/^(https?:\/\/[^/]+)?\/(sign-in|overview$)/),
      ]);
      const sent = await reply.text();
      for (const { id, email } of organization.accounts) {
        if (!path.includes(id)) expect(sent).not.toContain(id);
        if (email) expect(sent).not.toContain(email);
      }
    }
  });

  test(`${page} sends a reader of one OU nothing of others`, async ({ request }) => {
    for (const subject of SUBJECTS) {
      const path = address(page, subject);
      const reply = await request.get(`${server?.url}${path}`, { headers: { cookie: `${TOKEN_COOKIE}=${token}` } });
      expect([path, reply.status()]).toEqual([path, reply.status() === 404 ? 404 : 200]);
      // The whole of what the server renders: its sections come in the same reply, and so does what scripts start from.
      const sent = await reply.text();
      expect(sent.length).toBeGreaterThan(500);
      expect([path, marks.filter((mark) => !path.includes(mark) && sent.includes(mark))]).toEqual([path, []]);
    }
  });
}
