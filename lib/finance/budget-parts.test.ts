import { expect, it } from 'vitest';
import { budgetOfParts, containersOf } from './budget-parts';

const budgets = [
  { entity: 'ou:products', inside: ['ou:root'], amount: 100n },
  { entity: 'account:1', inside: ['project:a', 'ou:root', 'ou:products'], amount: 70n },
  { entity: 'account:2', inside: ['ou:root', 'ou:labs'], amount: 5n },
  { entity: 'project:a', inside: [], amount: 60n },
];

it('adds up what lies inside, each once', () => {
  expect(budgetOfParts('ou:products', budgets)).toBe(70n);
  expect(budgetOfParts('ou:root', budgets)).toBe(105n);
  expect(budgetOfParts('project:a', budgets)).toBe(70n);
  expect(budgetOfParts('ou:nothing', budgets)).toBeNull();
});

it('knows what budgets lie inside of', () => {
  expect(containersOf(budgets)).toEqual(['ou:root', 'project:a', 'ou:products', 'ou:labs']);
});
