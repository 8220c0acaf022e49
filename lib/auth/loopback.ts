const LOOPBACK_NAME = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;
const LOOPBACK_ADDRESS = /^(::ffff:)?127(\.\d{1,3}){3}$|^::1$/;

type Headers = { get(name: string): string | null };

/**
 * True when the request came from this machine, to a name of this machine. The name guards against pages that point
 * their own domain here; every address that Next or a proxy noted down must be this machine's as well.
 */
export function isLoopback(headers: Headers): boolean {
  const forwarded = (headers.get('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  const hosts = [headers.get('host'), headers.get('x-forwarded-host')].filter((host) => host !== null);
  return (
    hosts.length > 0 &&
    hosts.every((host) => LOOPBACK_NAME.test(host)) &&
    forwarded.every((address) => address === '' || LOOPBACK_ADDRESS.test(address))
  );
}
