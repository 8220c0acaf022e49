import { expect, test } from 'vitest';
import { demoWorld } from './demo-world';

test('the demo world keeps up with the clock, unless a test put something in its place', () => {
  let now = new Date('2026-10-11T23:59:00Z');
  const world = demoWorld(() => now, '2025-10');
  const placeOf = () => world.organization?.accounts.find(({ id }) => id === '190044712873')?.parentId;
  const unitOf = () => world.organization?.units.find(({ id }) => id === placeOf())?.name;
  const before = world.bill;
  expect(world.bill).toBe(before);
  expect(unitOf()).toBe('Development');
  now = new Date('2026-10-12T00:01:00Z');
  expect(unitOf()).toBe('Production');
  expect(world.bill.lines.length).toBeGreaterThan(before.lines.length);
  world.bill = before;
  now = new Date('2026-10-13T00:01:00Z');
  expect(world.bill).toBe(before);
});
