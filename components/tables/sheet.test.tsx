import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { RunHistory } from '@/components/settings/run-history';
import type { AccountRow } from './account-row';
import { AccountTreeRow } from './account-tree-row';
import { ReconciliationStrip } from './reconciliation-strip';
import { drawStrip } from './strip';
import { DEFAULT_COLUMNS, layOutColumns } from './tree-columns';

const text = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const row: AccountRow = {
  key: '611873002945',
  parent: 0,
  depth: 2,
  type: 'account',
  name: 'acme-legacy',
  id: '611873002945',
  email: 'aws+acme@example.com',
  state: 'CLOSED',
  joined: '2024-01-01',
  own: '-724.004',
  total: '-724.004',
  ownCents: -72400n,
  totalCents: -72400n,
  change: -0.61,
  share: null,
  badges: [{ label: 'closed', tone: 'caution' }],
};
const draw = (changes: Partial<AccountRow>, terms: string[] = []) =>
  renderToStaticMarkup(
    <AccountTreeRow
      row={{ ...row, ...changes }}
      href={null}
      index={7}
      rowIndex={3}
      open={null}
      position={1}
      siblings={2}
      currency="USD"
      active
      terms={terms}
      columns={layOutColumns(DEFAULT_COLUMNS).columns}
      details={{ spark: '0-z', uncertain: 1, permille: 999 }}
      placed={false}
    />,
  );

describe('a row of the account tree', () => {
  it('shows the accountant’s signs, the exact amount on demand, n/a for a share without meaning', () => {
    const html = draw({});
    expect(text(html)).toContain('acme-legacy closed');
    expect(text(html)).toContain('(724.00)');
    expect(html).toContain('title="(724.004) USD"');
    expect(text(html).replaceAll('\u00a0', ' ')).toContain('−61.0 %');
    // 99.9 % of the usage is tagged: rounded down, since 100 % is all of it.
    expect(text(html).replaceAll('\u00a0', ' ')).toMatch(/n\/a 99 %$/);
  });
  it('says its level, its place, and that it takes the focus', () => {
    const html = draw({});
    for (const attribute of ['aria-level="3"', 'aria-posinset="1"', 'aria-setsize="2"', 'tabindex="0"']) {
      expect(html.toLowerCase()).toContain(attribute);
    }
    expect(html).not.toContain('aria-expanded');
  });
  it('shows the e-mail when that is what was found', () => {
    expect(text(draw({}, ['aws+acme@']))).toContain('example.com');
    expect(text(draw({}, ['legacy']))).not.toContain('example.com');
  });
  it('escapes a name that is not one', () => {
    expect(draw({ name: '<script>alert(1)</script>' })).not.toContain('<script>');
  });
});

describe('the strip as drawn', () => {
  it('reads as a sum', () => {
    const drawn = drawStrip({
      basis: 'amortized',
      currency: 'USD',
      parts: [
        { name: 'accounts', amount: '100' },
        { name: 'residual', amount: '0.5' },
      ],
      controlTotal: '100.5',
      difference: '0',
      invoice: null,
      state: 'holds',
      reason: '',
      estimated: true,
      source: 'aws',
    });
    expect(text(renderToStaticMarkup(<ReconciliationStrip strip={drawn} estimated />))).toBe(
      'Accounts 100.00 + Residual 0.50 = AWS total 100.50 estimated Difference 0.00',
    );
  });
});

describe('the history', () => {
  it('shows what a failed run said', () => {
    const run = {
      id: '1',
      status: 'failed',
      trigger: 'manual',
      startedAt: '2026-10-28T05:17:00Z',
      finishedAt: null,
      requests: 3,
      price: '0.03',
      rows: 0,
      error: 'AWS refused ce:GetTags.',
      notices: [],
    } as const;
    expect(text(renderToStaticMarkup(<RunHistory runs={[run]} />))).toContain(
      '28 Oct 2026, 05:17 UTC failed by hand – 3 $0.03 0 AWS refused ce:GetTags.',
    );
  });
});
