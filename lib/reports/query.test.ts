import { describe, expect, it } from 'vitest';
import { parsePageQuery } from './query';

const fault = (params: Parameters<typeof parsePageQuery>[0]) => {
  const parsed = parsePageQuery(params);
  return parsed.ok ? null : parsed.errors[0];
};

describe('parsePageQuery', () => {
  it('has defaults: every connection, the last full month, amortized', () => {
    expect(parsePageQuery({})).toMatchObject({
      ok: true,
      query: { connection: null, months: null, basis: 'amortized' },
    });
  });
  it('reads one month as a half-open range, over a year', () => {
    expect(parsePageQuery({ month: '2026-12' })).toMatchObject({
      query: { months: { from: '2026-12', to: '2027-01' } },
    });
  });
  it('reads a range, a basis and a connection, and ignores what other parts of the page keep in the address', () => {
    expect(
      parsePageQuery({
        from: '2026-01',
        to: '2026-04',
        basis: 'netUnblended',
        connection: 'north',
        q: 'x',
        open: 'all',
      }),
    ).toMatchObject({
      query: { connection: 'north', months: { from: '2026-01', to: '2026-04' }, basis: 'netUnblended' },
    });
  });
  it('gives equal queries equal keys and different ones different keys', () => {
    const key = (params: Parameters<typeof parsePageQuery>[0]) => {
      const parsed = parsePageQuery(params);
      return parsed.ok ? parsed.query.key : '';
    };
    expect(key({ month: '2026-10' })).toBe(key({ from: '2026-10', to: '2026-11' }));
    expect(key({ month: '2026-10' })).not.toBe(key({ month: '2026-09' }));
    expect(key({ connection: 'a' })).not.toBe(key({ basis: 'blended' }));
  });
  it.each([
    [{ month: '2026-13' }, 'month'],
    [{ month: '2026-1' }, 'month'],
    [{ from: '2026-01' }, 'to'],
    [{ to: '2026-01' }, 'from'],
    [{ from: '2026-02', to: '2026-02' }, 'to'],
    [{ from: '2001-02', to: '2026-02' }, 'to'],
    [{ month: '2026-02', from: '2026-01', to: '2026-03' }, 'month'],
    [{ basis: 'net' }, 'basis'],
    [{ connection: ['a', 'b'] }, 'connection'],
  ])('refuses %j by the name of the field', (params, field) => {
    expect(fault(params)?.field).toBe(field);
    expect(fault(params)?.message).not.toBe('');
  });
  it('takes an empty parameter for an absent one', () => {
    expect(parsePageQuery({ month: '', connection: '' })).toEqual(parsePageQuery({}));
  });
});
