type Headers = { get(name: string): string | null };

const ADDRESS = /^[0-9a-f.:]{2,45}$/i;

/**
 * Where a request came from. The server notes the address that connected to it at the end of `X-Forwarded-For`
 * (`lib/cli/gate.mjs`), and each of the `proxies` in front of it did the same; what stands before these may be anyone's
 * invention. '' when nothing was noted.
 */
export function clientAddress(headers: Headers, proxies: number): string {
  const noted = (headers.get('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  const address = noted.at(-1 - proxies) ?? noted[0] ?? '';
  return ADDRESS.test(address) ? address.replace(/^::ffff:(?=\d+\.)/i, '') : '';
}
