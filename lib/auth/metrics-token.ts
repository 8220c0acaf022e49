import { createHash, timingSafeEqual } from 'node:crypto';
import { readEnvironment } from '@/lib/env';

/** True for a request that carries SUBLEDGER_METRICS_TOKEN. Digests are compared, in the same time whatever was sent. */
export function hasMetricsToken(headers: { get(name: string): string | null }): boolean {
  const { metricsToken } = readEnvironment();
  const given = /^Bearer +(\S{1,500}) *$/i.exec(headers.get('authorization') ?? '')?.[1];
  return metricsToken !== null && given !== undefined && timingSafeEqual(digest(given), digest(metricsToken));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
