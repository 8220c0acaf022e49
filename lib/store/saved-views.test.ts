import { beforeAll, expect, it } from 'vitest';
import type { Database } from './database';
import { listSavedViews, removeSavedView, saveView } from './saved-views';
import { eachDatabase } from './testing';

const AT = '2026-11-24T12:00:00Z';

eachDatabase('saved views', (open) => {
  let db: Database;
  beforeAll(async () => {
    db = await open();
  });

  it('are seen by their owner, or by everyone, and removed by their owner alone', async () => {
    const own = await saveView(db, { owner: 'ana', name: 'Mine', shared: false, address: 'compare=first' }, AT);
    const all = await saveView(db, { owner: 'ana', name: 'Ours', shared: true, address: '' }, AT);
    expect((await listSavedViews(db, 'ana')).map(({ name }) => name)).toEqual(['Mine', 'Ours']);
    expect(await listSavedViews(db, 'ben')).toEqual([all]);
    await expect(removeSavedView(db, 'ben', all.id)).rejects.toMatchObject({ code: 'not-found' });
    await removeSavedView(db, 'ana', own.id);
    expect(await listSavedViews(db, 'ana')).toEqual([all]);
  });

  it('are replaced by another of the same owner and name', async () => {
    const first = await saveView(db, { owner: 'eva', name: 'Sheet', shared: false, address: 'a=1' }, AT);
    const second = await saveView(db, { owner: 'eva', name: 'Sheet', shared: false, address: 'a=2' }, AT);
    expect(second).toEqual({ ...first, address: 'a=2' });
    await saveView(db, { owner: 'dan', name: 'Sheet', shared: false, address: 'a=3' }, AT);
    expect((await listSavedViews(db, 'eva')).filter(({ owner }) => owner === 'eva')).toEqual([second]);
  });
});
