import { beforeAll, expect, it } from 'vitest';
import { acceptFinding, listAcceptedFindings, withdrawAcceptance } from './accepted-findings';
import { listAudit } from './audit-entries';
import { type Connection, createConnection, removeConnection } from './connections';
import type { Database } from './database';
import { mintScope } from './scope';
import { eachDatabase } from './testing';

eachDatabase('accepted findings', (open) => {
  let db: Database;
  let payer: Connection;
  beforeAll(async () => {
    db = await open();
    payer = await createConnection(db, { name: 'reviewed', kind: 'aws', currency: 'USD' });
  });

  const all = () => listAcceptedFindings(mintScope(db, 'all'), payer.id);
  const finding = (subject: string, until = '2027-01-01') => ({
    ...{ connectionId: payer.id, rule: 'account-under-root', subject, until, reason: 'it is kept in reserve' },
    ...{ acceptedBy: 'ana', acceptedAt: '2026-11-24T12:00:00.000Z' },
  });

  it('are kept with reason, end and person, replaced, and withdrawn', async () => {
    await acceptFinding(db, finding('account:000000000002'));
    await acceptFinding(db, finding('account:000000000001', '2026-12-01'));
    await acceptFinding(db, finding('account:000000000001', '2027-02-01'));
    expect(await all()).toEqual([finding('account:000000000001', '2027-02-01'), finding('account:000000000002')]);
    await withdrawAcceptance(db, finding('account:000000000001'));
    expect(await all()).toEqual([finding('account:000000000002')]);
    await expect(withdrawAcceptance(db, finding('account:000000000001'))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are acts in the audit log, with what they changed', async () => {
    const [last] = await listAudit(db, { action: 'finding.withdraw' }, { limit: 1, before: null });
    expect(last).toMatchObject({
      subject: 'account-under-root, account:000000000001 of reviewed',
      before: JSON.stringify({ reason: 'it is kept in reserve', until: '2027-02-01' }),
    });
  });

  it('are of the whole organization, and go with their connection', async () => {
    expect(await listAcceptedFindings(mintScope(db, new Set(['000000000002'])), payer.id)).toEqual([]);
    await removeConnection(db, payer.id);
    expect(await all()).toEqual([]);
  });
});
