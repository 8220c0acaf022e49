import { describe, expect, it } from 'vitest';
import { hasEnded, readProgress } from './progress-event';

const event = { runId: 'r1', status: 'running', fraction: 0.4, step: 'service', requests: 4, rows: 1200 };

describe('progress events', () => {
  it('are read, with an unknown fraction as null', () => {
    expect(readProgress(JSON.stringify({ ...event, fraction: null }))).toEqual({ ...event, fraction: null });
  });
  it.each([
    '',
    'null',
    JSON.stringify({ ...event, fraction: 1.2 }),
    JSON.stringify({ ...event, status: 'done' }),
    JSON.stringify({ ...event, requests: -1 }),
  ])('are refused when they are something else: %s', (text) => {
    expect(() => readProgress(text)).toThrow();
  });
  it('end with a status that is not on the way', () => {
    expect(hasEnded(readProgress(JSON.stringify(event)))).toBe(false);
    for (const status of ['succeeded', 'partial', 'failed']) {
      expect(hasEnded(readProgress(JSON.stringify({ ...event, status })))).toBe(true);
    }
  });
});
