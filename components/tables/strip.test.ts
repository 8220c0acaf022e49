import { describe, expect, it } from 'vitest';
import { drawStrip, type Strip } from './strip';

const strip = (changes: Partial<Strip> = {}): Strip => ({
  basis: 'amortized',
  currency: 'USD',
  parts: [
    { name: 'accounts', amount: '210574.0049' },
    { name: 'residual', amount: '24.0049' },
  ],
  controlTotal: '210598.0098',
  difference: '0',
  invoice: null,
  state: 'holds',
  reason: '',
  estimated: false,
  source: 'aws',
  ...changes,
});
const shown = (drawn: Pick<ReturnType<typeof drawStrip>, 'terms'>) =>
  drawn.terms.map(({ sign, label, figure }) => `${sign}${label} ${figure.text}`);

describe('the strip', () => {
  it('shows parts that add up to the total that it shows', () => {
    const drawn = drawStrip(strip());
    expect(shown(drawn)).toEqual(['Accounts 210,574.01', '+Residual 24.00', '=AWS total 210,598.01']);
    expect(drawn).toMatchObject({ tone: 'good', verdict: 'Difference 0.00', reason: '', accountsCents: 21057401n });
  });
  it('has four terms with projects, the first three of which are what the accounts cost', () => {
    const parts = [
      { name: 'direct', amount: '100.005' },
      { name: 'shared', amount: '20.005' },
      { name: 'unallocated', amount: '3.005' },
      { name: 'residual', amount: '1.005' },
    ] as const;
    const drawn = drawStrip(strip({ parts, controlTotal: '124.02' }));
    expect(shown(drawn)).toHaveLength(5);
    expect(drawn.terms.map(({ label }) => label).slice(0, 4)).toEqual(['Direct', 'Shared', 'Unallocated', 'Residual']);
    expect([12301n, 12302n]).toContain(drawn.accountsCents);
    expect(drawn.tone).toBe('good');
  });
  it('goes on to the invoice when it is known, over the difference of the basis, and says how it differs', () => {
    const invoice = { amount: '210598.0098', basisDifference: '0', difference: '0' };
    const same = drawStrip(strip({ invoice, source: 'file' }));
    expect([...shown(same), ...shown({ terms: same.invoice?.terms ?? [] })].slice(2)).toEqual([
      '=File total 210,598.01',
      '=Invoice 210,598.01',
    ]);
    expect(same.invoice?.words).toBe('');
    const other = drawStrip(strip({ invoice: { amount: '210500', basisDifference: '90', difference: '-8.0098' } }));
    expect(shown({ terms: other.invoice?.terms ?? [] })).toEqual(['−Basis difference 90.00', '≠Invoice 210,500.00']);
    expect(other.invoice?.words).toBe('Invoiced was 8.01 less than the unblended cost.');
    expect(drawStrip(strip({})).invoice).toBeNull();
  });
  it('is amber with the amount and the reason when a part is missing', () => {
    const drawn = drawStrip(
      strip({ controlTotal: '210610.36', difference: '-12.3502', state: 'breach', reason: 'Accounts miss usage.' }),
    );
    expect(drawn).toMatchObject({
      tone: 'caution',
      verdict: 'Difference (12.35)',
      reason: 'Accounts miss usage.',
      accountsCents: null,
    });
  });
  it('never shows a difference below a cent as 0.00', () => {
    const drawn = drawStrip(strip({ controlTotal: '210598.009800003', difference: '-0.000000003', state: 'breach' }));
    expect(drawn.verdict).toBe('Difference (0.000000003) USD');
    expect(drawn.tone).toBe('caution');
    expect(drawn.reason).not.toBe('');
  });
  it('is not green on the word of the state alone', () => {
    expect(drawStrip(strip({ controlTotal: '210600' })).tone).toBe('caution');
    expect(drawStrip(strip({ difference: '0.01' })).tone).toBe('caution');
  });
  it('is amber at a difference of nothing when a residual asks for attention', () => {
    const drawn = drawStrip(strip({ state: 'warning', reason: 'The residual is 0.8 % of the month.' }));
    expect(drawn).toMatchObject({ tone: 'caution', verdict: 'Difference 0.00' });
  });
  it('shows the unknown as unknown', () => {
    const drawn = drawStrip(strip({ controlTotal: null, difference: null, state: 'unknown' }));
    expect(shown(drawn)).toEqual(['Accounts 210,574.00', '+Residual 24.00']);
    expect(drawn).toMatchObject({ tone: 'unknown', verdict: 'Difference unknown' });
    expect(drawn.reason).not.toBe('');
  });
  it('shows a residual of nothing as a dash', () => {
    const parts = [
      { name: 'accounts', amount: '1' },
      { name: 'residual', amount: '0' },
    ] as const;
    expect(shown(drawStrip(strip({ parts, controlTotal: '1' })))[1]).toBe('+Residual –');
  });
});
