import { expect, it } from 'vitest';
import { detailCube } from '@/lib/finance/detail-cube';
import { createConnection } from './connections';
import { sumCells } from './costs';
import { listDetailCubes } from './detail-cubes';
import { cell, publish, spread } from './fixture';
import { mintScope } from './scope';
import { eachDatabase } from './testing';

const service = { dimension: 'service', key: '', only: null, absent: [] } as const;
const app = { dimension: 'project', key: 'app', only: null, absent: [] } as const;
const OF_ONE = detailCube({ account: '1', row: app, column: service });
const OF_VALUE = detailCube({ account: null, row: { ...app, only: '2' }, column: service });
const MONTHS = { from: '2026-10', to: '2026-11' };

eachDatabase('listDetailCubes', (open) => {
  it('gives what is in scope: a cube of an account to who sees it, of a value the cells of accounts in scope', async () => {
    const db = await open();
    const { id } = await createConnection(db, { name: 'payer', kind: 'demo' });
    await publish(db, id, '2026-10', {
      // The row `2` is a tag value, not the account of that id.
      [OF_ONE]: [cell('2', 'S3', 10n), cell('', 'S3', 20n)],
      [OF_VALUE]: [cell('1', 'S3', 10n), cell('2', 'EC2', 40n)],
      service: [cell('1', 'S3', 30n)],
    });
    await publish(db, id, '2026-09', { [OF_ONE]: [cell('9', 'S3', 1n)] });
    const read = async (accounts: 'all' | string[]) => {
      const scope = mintScope(db, accounts === 'all' ? 'all' : new Set(accounts));
      const found = (await listDetailCubes(scope, id, MONTHS)).get('2026-10') ?? [];
      return found.flatMap(({ cells }) =>
        cells.map(({ account, row, column, amounts }) => [account, row, column, amounts.unblended]),
      );
    };
    const one = [
      ['1', '', 'S3', 20n],
      ['1', '2', 'S3', 10n],
    ];
    expect(await read('all')).toEqual(expect.arrayContaining([...one, ['1', '2', 'S3', 10n], ['2', '2', 'EC2', 40n]]));
    expect(await read(['1'])).toEqual(expect.arrayContaining([...one, ['1', '2', 'S3', 10n]]));
    expect(await read(['1'])).toHaveLength(3);
    expect(await read(['2'])).toEqual([['2', '2', 'EC2', 40n]]);
    expect(await read(['3'])).toEqual([]);
    expect(await read([])).toEqual([]);
  });

  it('is the only way to them for who sees some accounts', async () => {
    const db = await open();
    const { id } = await createConnection(db, { name: 'payer', kind: 'demo' });
    await publish(db, id, '2026-10', { [OF_ONE]: [cell('2', 'S3', 10n)] });
    const query = { connectionId: id, cube: OF_ONE, months: MONTHS, groupBy: ['key1', 'key2'] } as const;
    expect(await sumCells(mintScope(db, new Set(['2'])), query)).toEqual([]);
    expect(await sumCells(mintScope(db, 'all'), query)).toMatchObject([{ key1: '2', amounts: spread(10n) }]);
  });
});
