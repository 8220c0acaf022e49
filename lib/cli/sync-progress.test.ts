import { expect, it } from 'vitest';
import type { SyncStep } from '@/lib/store/runs';
import type { PlannedQuery } from '@/lib/sync/planned-query';
import type { StepQuery } from '@/lib/sync/step-query';
import { progressOf } from './sync-progress';

const step = (name: string, query: StepQuery, status: SyncStep['status'], pages = 0): SyncStep => ({
  id: name,
  runId: 'run',
  position: 0,
  name,
  query,
  status,
  cursor: '',
  pages,
  requests: pages,
  rows: 0,
  state: {},
  error: '',
});
const cube = (name: string, expectedRequests: number): StepQuery => ({
  kind: 'cube',
  cube: name,
  from: '2026-01-01',
  to: '2026-02-01',
  usage: null,
  round: 1,
  expectedRequests,
});
const planned = (name: string, expectedRequests: number): PlannedQuery => ({
  cube: name,
  groupBy: [],
  from: '2026-01-01',
  to: '2026-02-01',
  expectedRequests,
});
const control = step('control', { kind: 'control', from: '2026-01-01', to: '2026-02-01', round: 1 }, 'done');
const queries = [planned('control', 1), planned('recordType', 4), planned('service', 6)];

it('counts what is planned before its steps are there', () => {
  expect(progressOf({ steps: [control], finishedAt: null }, { queries })).toEqual({ done: 1, total: 12, step: '' });
});

it('moves with every page, and never past the weight of a step that turns out longer', () => {
  const reading = (pages: number) =>
    progressOf({ steps: [control, step('recordType', cube('recordType', 4), 'running', pages)], finishedAt: null }, { queries });
  expect(reading(2)).toEqual({ done: 3, total: 12, step: 'recordType' });
  expect(reading(9).done).toBe(4.5);
});

it('forgets planned queries that were not needed, once the months are settled', () => {
  const publish = step('publish', { kind: 'publish', months: ['2026-01'], round: 1 }, 'pending');
  expect(progressOf({ steps: [control, publish], finishedAt: null }, { queries })).toMatchObject({ done: 1, total: 2 });
});

it('is whole at the end, whatever was planned', () => {
  expect(progressOf({ steps: [control], finishedAt: '2026-02-02T00:00:00.000Z' }, { queries })).toMatchObject({ done: 1, total: 1 });
});
