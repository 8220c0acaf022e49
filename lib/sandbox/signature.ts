import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from './request';

const LONGEST_SKEW_MS = 5 * 60_000;

/** The access key that signed a request (SigV4), or null. The signature itself is not checked: the secrets are no secret here. */
export function accessKeyOf(headers: IncomingHttpHeaders): string | null {
  return /^AWS4-HMAC-SHA256 Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? null;
}

const written = (instant: Date): string => instant.toISOString().replace(/[-:]|\.\d{3}/g, '');

/** Refuses a request that was signed more than five minutes off AWS's clock. */
export function checkSigningTime(headers: IncomingHttpHeaders, clock: Date): void {
  const text = headers['x-amz-date'];
  const parts = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(typeof text === 'string' ? text : '');
  if (!parts)
    throw new Refusal('IncompleteSignatureException', "Authorization header requires existence of 'X-Amz-Date'.");
  const [, year, month, day, hour, minute, second] = parts;
  const signed = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const off = signed - clock.getTime();
  if (Math.abs(off) <= LONGEST_SKEW_MS) return;
  const bound = new Date(clock.getTime() + Math.sign(off) * LONGEST_SKEW_MS);
  const verdict = off < 0 ? 'Signature expired' : 'Signature not yet current';
  const relation = off < 0 ? 'earlier' : 'later';
  throw new Refusal(
    'InvalidSignatureException',
    `${verdict}: ${text} is now ${relation} than ${written(bound)} (${written(clock)} ${off < 0 ? '-' : '+'} 5 min.)`,
  );
}
