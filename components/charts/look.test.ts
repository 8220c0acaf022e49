import { describe, expect, it } from 'vitest';
import { CHARGE_CLASSES } from '@/lib/finance/charge-class';
import { looksOf } from './look';

describe('looks', () => {
  it('keep an entity its colour, whatever else is shown', () => {
    const registry = ['ou-1', 'ou-2', 'ou-3', 'ou-4', 'ou-5', 'ou-6', 'ou-7'];
    const all = looksOf(registry, registry);
    const some = looksOf(['ou-5', 'ou-2'], registry);
    expect(some.get('ou-5')).toEqual(all.get('ou-5'));
    expect(some.get('ou-2')).toEqual(all.get('ou-2'));
    expect(looksOf(['AWS Lambda']).get('AWS Lambda')).toEqual(
      looksOf(['Amazon EC2', 'AWS Lambda'].reverse()).get('AWS Lambda'),
    );
  });
  it('give seven registered entities seven plain colours', () => {
    const registry = CHARGE_CLASSES.slice(0, 7);
    const looks = [...looksOf(registry, registry).values()];
    expect(new Set(looks.map(({ colour }) => colour)).size).toBe(7);
    expect(looks.every(({ texture }) => texture === 'plain')).toBe(true);
  });
  it('tell two of one colour apart by texture', () => {
    const many = Array.from({ length: 28 }, (_, n) => `entity ${n}`);
    const looks = [...looksOf(many, many).values()].map(({ colour, texture }) => `${colour} ${texture}`);
    expect(new Set(looks).size).toBe(28);
  });
  it('draw what is no entity in grey', () => {
    expect(looksOf(['(rest)', '(untagged)'])).toEqual(
      new Map([
        ['(rest)', { colour: 'var(--c8)', texture: 'plain' }],
        ['(untagged)', { colour: 'var(--c8)', texture: 'stripes' }],
      ]),
    );
  });
});
