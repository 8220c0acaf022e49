import { describe, expect, it } from 'vitest';
import { type TagValueUse, tagVariants, variantReason } from './tag-variant';

describe('a spelling variant', () => {
  it.each([
    ['Checkout', 'checkout', 'case'],
    ['ÜBUNG', 'übung', 'case'],
    ['check-out', 'checkout', 'separators'],
    ['partner_portal', 'partner-portal', 'separators'],
    ['Data Platform', 'data-platform', 'separators'],
    ['recommendation', 'recommendations', 'plural'],
    ['chekcout', 'checkout', 'spelling'],
    ['recomendatons', 'recommendations', 'spelling'],
    ['serach', 'search', 'spelling'],
    ['app-2', 'app2', 'separators'],
  ] as const)('%s of %s: %s', (value, of, reason) => {
    expect(variantReason(value, of)).toBe(reason);
    expect(variantReason(of, value)).toBe(reason);
  });

  it.each([
    ['app1', 'app2'],
    ['team-1-api', 'team-11-api'],
    ['billing2025', 'billing2026'],
    ['api', 'app'],
    ['load', 'road'],
    ['search', 'research'],
    ['bus', 'bu'],
    ['checkout', 'checkout'],
    ['---', '_'],
    ['prod', 'production'],
    ['v1', 'v'],
  ])('%s is none of %s', (value, of) => {
    expect(variantReason(value, of)).toBeNull();
  });

  it('of an environment may be its short form', () => {
    expect(variantReason('Production', 'prod', true)).toBe('short form');
    expect(variantReason('PROD', 'prod', true)).toBe('case');
    expect(variantReason('prod', 'dev', true)).toBeNull();
  });
});

const use = (raw: string, units: bigint, given: Partial<TagValueUse> = {}): TagValueUse => ({
  ...{ key: 'app', raw, target: raw, ruled: false, units, moves: units },
  ...given,
});

describe('the variants of a chain', () => {
  it('lead to what rules name, else to what costs more, and never away from a rule', () => {
    const found = tagVariants(
      [
        ...[use('Checkout', 900n), use('checkout', 100n), use('serach', 5n), use('search', 50n), use('app1', 9n)],
        ...[use('app2', 7n), use('Search', 3n, { target: 'search', ruled: true }), use('lake', 1n)],
      ],
      new Set(['checkout', 'Lake']),
    );
    expect(found.map(({ raw, target, reason }) => [raw, target, reason])).toEqual([
      ['Checkout', 'checkout', 'case'],
      ['serach', 'search', 'spelling'],
      ['lake', 'Lake', 'case'],
    ]);
  });

  it('name each pair once', () => {
    const found = tagVariants([use('ab-cd', 5n), use('ab_cd', 5n)], new Set());
    expect(found.map(({ raw, target }) => [raw, target])).toEqual([['ab_cd', 'ab-cd']]);
  });
});
