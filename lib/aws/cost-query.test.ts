import { expect, it } from 'vitest';
import { queryOf } from './aws-fixture';
import { toCostRequest } from './cost-query';

const metrics = ['UnblendedCost', 'AmortizedCost', 'NetUnblendedCost', 'NetAmortizedCost', 'BlendedCost'];

it('a plain query has neither group, filter nor token', () => {
  expect(toCostRequest(queryOf(), null)).toEqual({
    TimePeriod: { Start: '2026-10-01', End: '2026-12-01' },
    Granularity: 'MONTHLY',
    Metrics: metrics,
  });
});

it('a later page repeats the query and adds its token', () => {
  const query = queryOf({
    groupBy: [
      { type: 'DIMENSION', key: 'LINKED_ACCOUNT' },
      { type: 'TAG', key: 'app' },
    ],
    filter: { kind: 'dimension', key: 'RECORD_TYPE', values: ['Usage'] },
  });
  expect(toCostRequest(query, 'next')).toEqual({
    ...toCostRequest(query, null),
    NextPageToken: 'next',
    GroupBy: [
      { Type: 'DIMENSION', Key: 'LINKED_ACCOUNT' },
      { Type: 'TAG', Key: 'app' },
    ],
    Filter: { Dimensions: { Key: 'RECORD_TYPE', Values: ['Usage'] } },
  });
});
