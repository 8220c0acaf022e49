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
    expect(readProgress(text)).toBeNull();
  });
  it('end with a status that is not on the way', () => {
    const ended = (status: string) => {
      const read = readProgress(JSON.stringify({ ...event, status }));
      return read && hasEnded(read);
    };
    expect(['queued', 'running', 'succeeded', 'partial', 'failed'].map(ended)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
  });
});
