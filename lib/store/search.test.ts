import { expect, it } from 'vitest';
import { createConnection } from './connections';
import { account, organization, unit } from './fixture';
import { saveOrganization } from './organization';
import { mintScope } from './scope';
import { searchOrganization } from './search';
import { eachDatabase } from './testing';

const ACCOUNTS = [
  account('000011112222', 'r-1', { name: 'Checkout-Prod', email: 'aws+checkout@example.com' }),
  account('111122223333', 'ou-a', { name: 'prod 100%_real', email: 'x@example.com' }),
  account('222233334444', 'ou-a', { name: 'search', email: null }),
];

eachDatabase('search', (open) => {
  const stored = async () => {
    const db = await open();
    const { id } = await createConnection(db, { name: 'payer', kind: 'demo' });
    await saveOrganization(
      db,
      id,
      organization([unit('ou-a', 'r-1', 'Production')], ACCOUNTS),
      '2026-11-01T00:00:00.000Z',
    );
    return {
      db,
      find: async (words: string) =>
        (await searchOrganization(mintScope(db, 'all'), words, 10)).map(({ id: each }) => each),
    };
  };

  it('finds by a part of the name, id or e-mail, of any case; what begins so first', async () => {
    const { find } = await stored();
    expect(await find('PROD')).toEqual(['111122223333', 'ou-a', '000011112222']);
    expect(await find('1111')).toEqual(['000011112222', '111122223333']);
    expect(await find('+checkout@')).toEqual(['000011112222']);
    expect(await find('nothing like it')).toEqual([]);
  });

  it('finds what has every word, an id in groups, and nothing by what is no text', async () => {
    const { find } = await stored();
    expect(await find('prod checkout')).toEqual(['000011112222']);
    expect(await find(' search  2222 ')).toEqual(['222233334444']);
    expect(await find('search 0000')).toEqual([]);
    expect(await find('1111-2222-3333')).toEqual(['111122223333']);
    expect(await find('1111-2222')).toEqual(['000011112222', '111122223333']);
    expect(await find('\0')).toEqual([]);
    expect(await find('  ')).toEqual([]);
  });

  it('takes what means something in a pattern as itself', async () => {
    const { find } = await stored();
    expect(await find('100%_r')).toEqual(['111122223333']);
    expect(await find('%')).toEqual(['111122223333']);
    expect(await find('_')).toEqual(['111122223333']);
    expect(await find('\\')).toEqual([]);
  });

  it('shows a reader of some accounts those alone, and no unit', async () => {
    const { db } = await stored();
    const some = mintScope(db, new Set(['222233334444']));
    expect((await searchOrganization(some, 'r', 10)).map(({ id }) => id)).toEqual(['222233334444']);
    expect(await searchOrganization(some, 'prod', 10)).toEqual([]);
  });
});
