import { afterAll, expect, it } from 'vitest';
import { metricsText, processMetrics } from './metrics';

const shelf = Symbol.for('subledger.requests');
afterAll(() => Reflect.deleteProperty(globalThis, shelf));

it('writes the text format, with labels that cannot break a line', () => {
  const samples = [{ name: 'a_total', labels: { connection: 'x"\\\ny' }, count: 2 }];
  const text = metricsText([
    { name: 'a_total', kind: 'counter', help: 'How many.', samples },
    { name: 'none', kind: 'gauge', help: 'Nothing.', samples: [] },
  ]);
  expect(text).toBe('# HELP a_total How many.\n# TYPE a_total counter\na_total{connection="x\\"\\\\\\ny"} 2\n');
});

it('tells of the process, and of requests when they are counted', () => {
  expect(metricsText(processMetrics())).toMatch(/^process_resident_memory_bytes \d+$/m);
  expect(metricsText(processMetrics())).not.toContain('subledger_http');
  Reflect.set(globalThis, shelf, {
    counts: new Map([['GET 200', 3]]),
    seconds: new Map<number | 'sum', number>([
      [Number.POSITIVE_INFINITY, 3],
      [0.1, 2],
      ['sum', 0.75],
    ]),
  });
  const text = metricsText(processMetrics());
  expect(text).toContain('subledger_http_requests_total{method="GET",status="200"} 3');
  expect(text).toContain(
    'subledger_http_request_seconds_bucket{le="0.1"} 2\nsubledger_http_request_seconds_bucket{le="+Inf"} 3\n',
  );
  expect(text).toContain('subledger_http_request_seconds_sum 0.75\nsubledger_http_request_seconds_count 3');
});
