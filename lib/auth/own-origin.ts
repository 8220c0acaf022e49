import { readEnvironment } from '@/lib/env';

type Headers = { get(name: string): string | null };

/** What a request says of the page that it comes from: one of ours, another site's, or nothing. */
export function originOf(headers: Headers): 'own' | 'foreign' | 'untold' {
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  if (site !== null && site !== 'same-origin') return 'foreign';
  if (origin !== null && !isOwnHost(origin, headers)) return 'foreign';
  return site === null && origin === null ? 'untold' : 'own';
}

/** A page cannot forge its `Origin`, and cannot make a browser send another `Host` than the one that it asks. */
function isOwnHost(origin: string, headers: Headers): boolean {
  if (!URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  const { publicUrl } = readEnvironment();
  const own = [headers.get('host'), headers.get('x-forwarded-host'), publicUrl && new URL(publicUrl).host];
  return own.includes(host);
}
