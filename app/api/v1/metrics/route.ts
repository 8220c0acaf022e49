import { ENDPOINTS } from '@/lib/api/endpoints';
import { respond } from '@/lib/api/problem';
import { VERSION } from '@/lib/api/version';
import { hasMetricsToken } from '@/lib/auth/metrics-token';
import { activeStore } from '@/lib/auth/stores';
import { administratorOf } from '@/lib/auth/viewer';
import { bookMetrics } from '@/lib/reports/book-metrics';
import { type Metric, metricsText, processMetrics } from '@/lib/telemetry/metrics';
import { call, type Handler, methods } from '../call';

const BUILD: Metric = {
  ...{ name: 'subledger_build_info', kind: 'gauge', help: 'The version that runs.' },
  samples: [{ name: 'subledger_build_info', labels: { version: VERSION }, count: 1 }],
};

async function metrics(): Promise<Response> {
  const { db } = await activeStore();
  const all = [BUILD, ...processMetrics(), ...(await bookMetrics(administratorOf(db), new Date()))];
  return new Response(metricsText(all), {
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' },
  });
}

const forAdministrators = call(ENDPOINTS.metrics, metrics);

/** A monitor's own token opens this path and no other; without one, an administrator's does. */
const read: Handler = (request, context) =>
  hasMetricsToken(request.headers) ? respond(metrics) : forAdministrators(request, context);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: read });
export const dynamic = 'force-dynamic';
