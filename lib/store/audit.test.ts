import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { type Act, MACHINE, recordAudit } from './audit';
import { findAuditHead, hashOfEntry, verifyAudit } from './audit-chain';
import { listAudit, listAuditNames, streamAudit } from './audit-entries';
import { type Database, transaction } from './database';
import { NOON } from './fixture';
import { saveSetting } from './settings';
import { eachDatabase } from './testing';

const act = (subject: string, more: Partial<Act> = {}): Act => ({
  ...{ ...MACHINE, at: NOON, action: 'rules.change', subject, before: null, after: { subject } },
  ...more,
});

async function written(db: Database, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) await recordAudit(db, act(`act ${n}`));
}

/** What only someone with the database's own tools can do. */
async function force(db: Database, ...statements: string[]): Promise<void> {
  const triggers =
    db.provider === 'sqlite'
      ? ['DROP TRIGGER "AuditEntry_update"', 'DROP TRIGGER "AuditEntry_delete"', 'DROP TRIGGER "AuditHead_delete"']
      : ['ALTER TABLE "AuditEntry" DISABLE TRIGGER ALL', 'ALTER TABLE "AuditHead" DISABLE TRIGGER ALL'];
  for (const statement of [...triggers, ...statements]) await db.prisma.$executeRawUnsafe(statement);
}

eachDatabase('audit log', (open) => {
  it('is empty and whole at first, and whole with entries', async () => {
    const db = await open();
    expect(await verifyAudit(db)).toEqual({ entries: 0, head: { sequence: 0, hash: '' }, broken: null });
    const first = await recordAudit(db, act('first', { before: { b: 2n, a: [1, { z: 'é', y: null }] } }));
    const head = await recordAudit(db, act('second'));
    expect(await verifyAudit(db, first)).toEqual({ entries: 2, head, broken: null });
    const [second, stored] = await listAudit(db, {}, { limit: 10 });
    expect(second).toMatchObject({ sequence: 2, previous: first.hash, hash: head.hash });
    expect(stored).toMatchObject({ before: '{"a":[1,{"y":null,"z":"é"}],"b":"2"}', previous: '' });
    expect(stored && hashOfEntry(stored)).toBe(first.hash);
  });

  it('is recorded with its act or not at all', async () => {
    const db = await open();
    const failing = transaction(db, async (tx) => {
      await saveSetting(tx, 'a', 1);
      await recordAudit(tx, act('never'));
      throw new Error('after all');
    });
    await expect(failing).rejects.toThrow('after all');
    expect(await findAuditHead(db)).toEqual({ sequence: 0, hash: '' });
  });

  it('hides what is a secret, keeps lines apart and cuts what is endless', async () => {
    const db = await open();
    const token = `sbl_${'x'.repeat(43)}`;
    const after = { token, externalId: 'e-1', nested: [{ passwordHash: 'h', password: null }], note: `use ${token}` };
    await recordAudit(db, act(`made ${token}\nforged line\u0000`, { after }));
    await recordAudit(db, act('long', { after: 'ä'.repeat(100_000) }));
    const [long, made] = await listAudit(db, {}, { limit: 2 });
    expect(JSON.stringify(made)).not.toMatch(/x{20}|e-1|"h"/);
    expect(made?.subject).toBe('made (hidden) forged line ');
    expect(JSON.parse(made?.after ?? '')).toEqual({
      ...{ token: '(hidden)', externalId: '(hidden)', note: 'use (hidden)' },
      nested: [{ passwordHash: '(hidden)', password: null }],
    });
    expect(JSON.parse(long?.after ?? '')).toMatchObject({
      characters: 100_002,
      sha256: expect.stringMatching(/^\w{64}$/),
    });
    expect((await verifyAudit(db)).broken).toBeNull();
  });

  it('is never changed: the database itself refuses', async () => {
    const db = await open();
    await written(db, 2);
    for (const statement of [
      `UPDATE "AuditEntry" SET "subject" = 'x' WHERE "sequence" = 1`,
      `DELETE FROM "AuditEntry" WHERE "sequence" = 2`,
      'DELETE FROM "AuditHead"',
      ...(db.provider === 'postgresql' ? ['TRUNCATE "AuditEntry"'] : []),
    ]) {
      await expect(db.prisma.$executeRawUnsafe(statement)).rejects.toThrow();
    }
    await expect(db.prisma.auditEntry.deleteMany()).rejects.toThrow();
    expect(await verifyAudit(db)).toMatchObject({ entries: 2, broken: null });
  });

  it.each([
    ['changed', [`UPDATE "AuditEntry" SET "after" = '{"subject":"act 9"}' WHERE "sequence" = 3`], 3],
    ['its time changed', [`UPDATE "AuditEntry" SET "at" = '2020-01-01' WHERE "sequence" = 1`], 1],
    ['deleted', ['DELETE FROM "AuditEntry" WHERE "sequence" = 2'], 2],
    ['deleted at the beginning', ['DELETE FROM "AuditEntry" WHERE "sequence" = 1'], 1],
    [
      'deleted and closed up',
      ['DELETE FROM "AuditEntry" WHERE "sequence" = 2', 'UPDATE "AuditEntry" SET "sequence" = 2 WHERE "sequence" = 3'],
      2,
    ],
    [
      'swapped',
      [
        'UPDATE "AuditEntry" SET "sequence" = 99 WHERE "sequence" = 2',
        'UPDATE "AuditEntry" SET "sequence" = 2 WHERE "sequence" = 3',
        'UPDATE "AuditEntry" SET "sequence" = 3 WHERE "sequence" = 99',
      ],
      2,
    ],
    ['cut off', ['DELETE FROM "AuditEntry" WHERE "sequence" > 3'], 4],
    ['gone whole', ['DELETE FROM "AuditEntry"'], 1],
    ['without a head', ['DELETE FROM "AuditHead"'], 5],
    ['of another head', [`UPDATE "AuditHead" SET "hash" = 'x'`], 5],
    ['longer than its head', ['UPDATE "AuditHead" SET "sequence" = 3'], 5],
  ] as const)('tells the first entry of a log that was %s', async (_, statements, sequence) => {
    const db = await open();
    await written(db, 4);
    await force(db, ...statements);
    expect((await verifyAudit(db)).broken).toEqual({ sequence, reason: expect.stringMatching(/\.$/) });
  });

  it('cut off with its head is told by a head that was kept elsewhere, and nothing is recorded without one', async () => {
    const db = await open();
    await written(db, 3);
    const kept = await findAuditHead(db);
    const [, second] = await listAudit(db, {}, { limit: 2 });
    await force(
      db,
      'DELETE FROM "AuditEntry" WHERE "sequence" = 3',
      `UPDATE "AuditHead" SET "sequence" = 2, "hash" = '${second?.hash}'`,
    );
    expect((await verifyAudit(db)).broken).toBeNull();
    expect((await verifyAudit(db, kept)).broken).toMatchObject({ sequence: 3 });
    expect((await verifyAudit(db, { sequence: 2, hash: 'other' })).broken).toMatchObject({ sequence: 2 });
    await db.prisma.$executeRawUnsafe('DELETE FROM "AuditHead"');
    await expect(recordAudit(db, act('lost'))).rejects.toMatchObject({ code: 'store-corrupt' });
  });

  it('is one chain when several processes write at once', async () => {
    const db = await open();
    const names = ['a', 'b', 'c'];
    const here = Promise.all(Array.from({ length: 10 }, (_, n) => recordAudit(db, act(`here ${n}`))));
    await Promise.all([...names.map((name) => writeElsewhere(db.url, name)), here]);
    expect(await verifyAudit(db)).toMatchObject({ entries: 40, broken: null });
    const subjects = (await listAudit(db, {}, { limit: 100 })).map(({ subject }) => subject);
    for (const name of [...names, 'here']) expect(subjects).toContain(`${name} 9`);
  });

  it('is read by who, what, when and words, newest first, in pages', async () => {
    const db = await open();
    await recordAudit(db, act('one', { actor: 'ana', at: '2026-11-01T10:00:00.000Z' }));
    await recordAudit(db, act('two', { actor: 'ben', at: '2026-11-02T10:00:00.000Z', action: 'month.close' }));
    await recordAudit(db, act('three', { actor: 'ana', at: '2026-11-03T10:00:00.000Z', action: 'month.close' }));
    const found = async (filter: Parameters<typeof listAudit>[1], before: number | null = null) =>
      (await listAudit(db, filter, { limit: 2, before })).map(({ subject }) => subject);
    expect(await found({})).toEqual(['three', 'two']);
    expect(await found({}, 2)).toEqual(['one']);
    expect(await found({ actor: 'ana' })).toEqual(['three', 'one']);
    expect(await found({ action: 'month.close', actor: 'ana' })).toEqual(['three']);
    expect(await found({ from: '2026-11-02', to: '2026-11-03' })).toEqual(['two']);
    expect(await found({ words: 'thre' })).toEqual(['three']);
    expect(await listAuditNames(db)).toEqual({ actors: ['ana', 'ben'], actions: ['month.close', 'rules.change'] });
    const streamed: string[] = [];
    for await (const page of streamAudit(db, { actor: 'ana' })) streamed.push(...page.map(({ subject }) => subject));
    expect(streamed).toEqual(['one', 'three']);
  });
});

/** Has a process of its own record ten acts. */
async function writeElsewhere(url: string, name: string): Promise<void> {
  const module = (file: string) => JSON.stringify(pathToFileURL(`lib/store/${file}.ts`).href);
  const code = `
    const { openDatabase, closeDatabase } = await import(${module('database')});
    const { recordAudit } = await import(${module('audit')});
    const db = await openDatabase(${JSON.stringify(url)});
    for (let n = 0; n < 10; n += 1)
      await recordAudit(db, { ...${JSON.stringify(act(name))}, subject: ${JSON.stringify(name)} + ' ' + n });
    await closeDatabase(db);`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', code];
  await promisify(execFile)(process.execPath, args);
}
