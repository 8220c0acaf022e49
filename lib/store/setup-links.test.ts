import { expect, it } from 'vitest';
import { transaction } from './database';
import { NOON } from './fixture';
import { addPerson } from './people';
import { isSetupLinkOpen, makeSetupLink, spendSetupLink } from './setup-links';
import { eachDatabase } from './testing';

const END = '2026-11-25T12:00:00.000Z';

eachDatabase('the link of the first administrator', (open) => {
  it('works once, within its time, and only the newest', async () => {
    const db = await open();
    const old = await makeSetupLink(db, NOON, END);
    const link = await makeSetupLink(db, NOON, END);
    expect(JSON.stringify(await db.prisma.setupLink.findMany())).not.toContain(link);
    expect(await isSetupLinkOpen(db, old, NOON)).toBe(false);
    expect(await isSetupLinkOpen(db, `${link}x`, NOON)).toBe(false);
    expect(await isSetupLinkOpen(db, link, END)).toBe(false);
    expect(await isSetupLinkOpen(db, link, NOON)).toBe(true);
    const spend = () => transaction(db, (tx) => spendSetupLink(tx, link, NOON));
    const ends = await Promise.allSettled([spend(), spend()]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(spend()).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('works no more once somebody can sign in', async () => {
    const db = await open();
    const link = await makeSetupLink(db, NOON, END);
    await addPerson(db, { email: 'ana@example.com', name: 'A', role: 'viewer', scopes: [], passwordHash: null });
    expect(await isSetupLinkOpen(db, link, NOON)).toBe(false);
  });
});
