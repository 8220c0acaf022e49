import { expect, it } from 'vitest';
import type { SharedCosts } from '@/lib/finance/shared-cost';
import { preparePoolFlows } from './pool-flows';

const dollar = 1_000_000_000n;
const shown = { currency: 'USD', basis: 'amortized' as const, names: { a: 'Alpha' }, title: 'Flows' };
const costs = (flows: SharedCosts['flows'], left = 0n): SharedCosts => ({
  flows,
  pools: [{ pool: 'net', moved: flows.reduce((sum, { units }) => sum + units, 0n), left }],
  ...{ projects: [], notices: [], unallocated: left, untagged: 0n },
});
const nodes = (side: 'left' | 'right', model: ReturnType<typeof preparePoolFlows>) =>
  model.nodes.filter((node) => node.side === side).map(({ label, figure }) => [label, figure.text]);

it('draws pools, projects by name, and what stays unallocated', () => {
  const flows = [
    { pool: 'net', project: 'a', units: 7n * dollar },
    { pool: 'net', project: 'net', units: 2n * dollar },
  ];
  const model = preparePoolFlows({ ...shown, costs: costs(flows, 4n * dollar) });
  expect(nodes('left', model)).toEqual([['net', '13.00']]);
  expect(nodes('right', model)).toEqual([
    ['Alpha', '7.00'],
    ['Unallocated', '4.00'],
    ['net', '2.00'],
  ]);
});

it('puts the smallest of many projects together, and loses nothing', () => {
  const flows = Array.from({ length: 30 }, (_, at) => ({
    ...{ pool: 'net', project: `p${String(at).padStart(2, '0')}`, units: BigInt(30 - at) * dollar },
  }));
  const right = nodes('right', preparePoolFlows({ ...shown, costs: costs(flows) }));
  expect(right).toHaveLength(24);
  // 7 + 6 + … + 1
  expect(right).toContainEqual(['7 other projects', '28.00']);
});
