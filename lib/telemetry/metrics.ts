import { monitorEventLoopDelay } from 'node:perf_hooks';

/** One figure of Prometheus' text format, with its labels. */
export type Sample = {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly count: number;
};
export type Metric = {
  readonly name: string;
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly samples: readonly Sample[];
};

/** Metrics as Prometheus reads them (text format 0.0.4). */
export const metricsText = (metrics: readonly Metric[]): string =>
  metrics
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, kind, help, samples }) =>
      [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...samples.map(sampleText)].join('\n'),
    )
    .join('\n')
    .concat('\n');

const sampleText = ({ name, labels = {}, count }: Sample): string => {
  const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`);
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${count}`;
};

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

const gauge = (name: string, help: string, count: number): Metric => ({
  ...{ name, help, kind: 'gauge' },
  samples: [{ name, count }],
});

let delay: ReturnType<typeof monitorEventLoopDelay> | null = null;

/** What this process uses, and the requests that it answered, as the gate of the server counted them. */
export function processMetrics(): Metric[] {
  if (delay === null) {
    delay = monitorEventLoopDelay();
    delay.enable();
  }
  const { user, system } = process.cpuUsage();
  return [
    {
      ...{ name: 'process_cpu_seconds_total', kind: 'counter', help: 'CPU time, user and system.' },
      samples: [{ name: 'process_cpu_seconds_total', count: (user + system) / 1e6 }],
    },
    gauge('process_resident_memory_bytes', 'Resident memory.', process.memoryUsage.rss()),
    gauge('process_start_time_seconds', 'When the process started, unix time.', Date.now() / 1000 - process.uptime()),
    gauge(
      'nodejs_eventloop_lag_p99_seconds',
      'Delay of the event loop, 99th percentile.',
      (delay.percentile(99) || 0) / 1e9,
    ),
    ...requestMetrics(),
  ];
}

type Counted = { readonly counts: Map<string, number>; readonly seconds: Map<number | 'sum', number> };

function requestMetrics(): Metric[] {
  const counted: Counted | undefined = Reflect.get(globalThis, Symbol.for('subledger.requests'));
  if (!counted) return [];
  const [requests, seconds] = ['subledger_http_requests_total', 'subledger_http_request_seconds'];
  const buckets = [...counted.seconds].filter((entry): entry is [number, number] => typeof entry[0] === 'number');
  const total = counted.seconds.get(Number.POSITIVE_INFINITY) ?? 0;
  return [
    {
      ...{ name: requests, kind: 'counter', help: 'Requests that were answered, by method and status.' },
      samples: [...counted.counts].sort().map(([key, count]) => {
        const [method = '', status = ''] = key.split(' ');
        return { name: requests, labels: { method, status }, count };
      }),
    },
    {
      ...{ name: seconds, kind: 'histogram', help: 'How long requests took.' },
      samples:
        total === 0
          ? []
          : [
              ...buckets
                .sort(([a], [b]) => a - b)
                .map(([le, count]) => ({
                  ...{ name: `${seconds}_bucket`, count },
                  labels: { le: le === Number.POSITIVE_INFINITY ? '+Inf' : String(le) },
                })),
              { name: `${seconds}_sum`, count: counted.seconds.get('sum') ?? 0 },
              { name: `${seconds}_count`, count: total },
            ],
    },
  ];
}
