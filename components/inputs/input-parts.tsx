'use client';

import { type ComponentProps, lazy, Suspense } from 'react';

// A page has one of the two: each is fetched by the page that shows it.
const Board = lazy(() => import('./input-board').then((part) => ({ default: part.InputBoard })));
const CostList = lazy(() => import('./outside-cost-list').then((part) => ({ default: part.OutsideCostList })));

export const InputBoard = (props: ComponentProps<typeof Board>) => (
  <Suspense fallback={null}>
    <Board {...props} />
  </Suspense>
);

export const OutsideCostList = (props: ComponentProps<typeof CostList>) => (
  <Suspense fallback={null}>
    <CostList {...props} />
  </Suspense>
);
