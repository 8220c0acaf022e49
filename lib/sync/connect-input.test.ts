import { describe, expect, it } from 'vitest';
import { type ConnectInput, connectFaults } from './connect-input';

const good: ConnectInput = {
  name: 'acme',
  roleArn: 'arn:aws:iam::111122223333:role/path/subledger',
  externalId: 'books:of/acme-1',
  region: 'us-gov-west-1',
  historyMonths: 38,
};

describe('what a payer is connected with', () => {
  it.each([
    good,
    { ...good, roleArn: null, externalId: null, region: null, historyMonths: 14 },
    { ...good, name: 'Größe 株式会社 🧾', roleArn: 'arn:aws-cn:iam::000011112222:role/x' },
  ])('takes %j', (input) => {
    expect(connectFaults(input)).toEqual([]);
  });

  it.each([
    [{ name: '' }, 'name'],
    [{ name: ' acme' }, 'name'],
    [{ name: 'a\nb' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ roleArn: 'arn:aws:iam::11112222333:role/x' }, 'roleArn'],
    [{ roleArn: 'arn:aws:iam::111122223333:user/x' }, 'roleArn'],
    [{ roleArn: null }, 'roleArn'],
    [{ externalId: null }, 'externalId'],
    [{ externalId: 'x' }, 'externalId'],
    [{ externalId: 'has space' }, 'externalId'],
    [{ region: 'Frankfurt' }, 'region'],
    [{ historyMonths: 13 }, 'historyMonths'],
    [{ historyMonths: 39 }, 'historyMonths'],
    [{ historyMonths: 14.5 }, 'historyMonths'],
    [{ historyMonths: Number.NaN }, 'historyMonths'],
  ])('refuses %j by the name of the field', (part, field) => {
    expect(connectFaults({ ...good, ...part }).map((fault) => fault.field)).toEqual([field]);
  });

  it('names every fault at once', () => {
    const faults = connectFaults({ ...good, name: '', region: '?', historyMonths: 0 });
    expect(faults.map(({ field }) => field)).toEqual(['name', 'region', 'historyMonths']);
  });
});
