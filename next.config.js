import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Headers that do not change from request to request; the content security policy is `proxy.ts`'s. */
const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
];

/** A reply of the API is data, whatever it says: nothing in it runs, is framed or loads anything. */
const API_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  devIndicators: false,
  // The API answers 401 first on any path, one with a slash behind it too.
  skipTrailingSlashRedirect: true,
  turbopack: { root: dirname(fileURLToPath(import.meta.url)) },
  // A grid that is saved whole, and the files that a page takes (4 MB).
  experimental: { serverActions: { bodySizeLimit: '5mb' } },
  // Native or WebAssembly parts that must be loaded from where they are installed.
  serverExternalPackages: [
    '@duckdb/node-api',
    '@duckdb/node-bindings',
    '@libsql/client',
    '@node-rs/argon2',
    '@prisma/adapter-libsql',
    '@prisma/adapter-pg',
    '@prisma/client',
    '@prisma/schema-engine-wasm',
    'libsql',
    'pg',
    'pino',
  ],
  headers: async () => [
    { source: '/:path*', headers },
    { source: '/api/:path((?!auth/).*)', headers: [{ key: 'Content-Security-Policy', value: API_POLICY }] },
  ],
};
