import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Folders of `lib`, and what each may import besides itself. Any server folder may import telemetry. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  finance: [],
  format: ['finance'],
  demo: ['finance'],
  sandbox: ['demo', 'bills', 'finance'],
  bills: ['finance', 'format', 'errors'],
  exchange: ['finance', 'format', 'errors'],
  api: ['finance', 'reports', 'errors'],
  aws: ['finance', 'env', 'errors'],
  store: ['finance', 'env', 'errors', 'prisma'],
  // The store's other folder: its models and migrations, where Prisma looks for them.
  prisma: [],
  sync: ['aws', 'bills', 'store', 'finance', 'env', 'errors'],
  auth: ['store', 'env', 'errors'],
  reports: ['auth', 'store', 'finance', 'env', 'errors', 'sync/plan'],
  telemetry: ['env', 'errors'],
  env: ['errors'],
  errors: [],
  components: ['finance', 'format'],
  app: ['reports', 'auth', 'api', 'exchange', 'components', 'finance', 'format', 'env', 'errors'],
};
/** A route or an action may do what a page may not. */
const ROUTE_MAY_IMPORT = ['store', 'sync', 'bills'];
const TEST_MAY_IMPORT = ['sandbox', 'demo', 'bills'];
const SERVER_FOLDERS = ['bills', 'exchange', 'api', 'aws', 'store', 'sync', 'auth', 'reports', 'sandbox', 'app'];
/** What one folder keeps from all others. */
const OWNED_PACKAGES: readonly { readonly named: RegExp; readonly by: readonly string[] }[] = [
  { named: /^(@prisma\/|@libsql\/|libsql$|pg$)/, by: ['store', 'prisma'] },
  { named: /^@aws-sdk\//, by: ['aws'] },
];

/** What may stand in the root: the folders of `style.md`, and what tools insist on finding there. */
const ROOT_ENTRIES = new Set([
  ...['app', 'components', 'lib', 'prisma', 'e2e', 'public', '.ci', '.git', '.gitignore', '.npmrc', 'README.md'],
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'biome.json', 'vitest.config.ts', 'next.config.js'],
  ...[
    'postcss.config.mjs',
    'proxy.ts',
    'instrumentation.ts',
    'Dockerfile',
    '.dockerignore',
    'compose.yaml',
    'LICENSE',
    'SECURITY.md',
  ],
]);

type Source = { readonly path: string; readonly text: string };

/** A test, or what only tests import. */
const isTest = (path: string): boolean => /\.(test|spec)\.tsx?$|-fixture\.tsx?$|\/testing\.ts$/.test(path);
const isSupport = (specifier: string): boolean => /-fixture$|\/testing$/.test(specifier);
const isRoute = (path: string): boolean =>
  /(^|\/)(actions|route)\.ts$/.test(path) || path === 'proxy.ts' || path === 'instrumentation.ts';

/** The folder of the table that a path of the checkout belongs to. */
function folderOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  if (top === 'lib') return second.replace(/\..*$/, '');
  return path === 'proxy.ts' || path === 'instrumentation.ts' ? 'app' : top;
}

/** Everything that a source imports, re-exports, loads or names a type of. */
function importsOf(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
  const forms = [
    /\b(?:import|export)\b[^'"`;()]*?\bfrom\s*['"]([^'"\n]+)['"]/g,
    /(?<![-\w.])import\s*['"]([^'"\n]+)['"]/g,
    /\b(?:import|require|mock|importActual)\s*(?:<[^>]*>)?\(\s*['"`]([^'"`]+)['"`]/g,
  ];
  return forms.flatMap((form) => [...code.matchAll(form)].map((match) => match[1] ?? ''));
}

/** The path in the checkout that an import of `from` means; null for a package. */
function targetOf(from: string, specifier: string): string | null {
  if (specifier.startsWith('@/')) return specifier.slice(2);
  return specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : null;
}

/** Why `from` may not import `specifier`; null when it may. */
function breachOf(from: string, specifier: string): string | null {
  const folder = folderOf(from);
  const target = targetOf(from, specifier);
  if (folder === 'architecture') return null;
  if (target === null) return isTest(from) ? null : packageBreach(folder, specifier);
  if (isSupport(specifier) && !isTest(from) && folder !== 'e2e') return 'only tests may import what supports them';
  // The program's own version, which npm keeps in the root.
  if (target === 'package.json') return null;
  const wanted = folderOf(target);
  if (wanted === folder) return null;
  if (folder === 'cli' || folder === 'e2e') {
    return ['app', 'components'].includes(wanted) ? `${folder} may import anything but app and components` : null;
  }
  const allowed = [
    ...(MAY_IMPORT[folder] ?? []),
    ...(SERVER_FOLDERS.includes(folder) ? ['telemetry'] : []),
    ...(folder === 'app' && (isRoute(from) || isTest(from)) ? ROUTE_MAY_IMPORT : []),
    ...(isTest(from) ? TEST_MAY_IMPORT : []),
  ];
  const found = allowed.some((entry) => wanted === entry || target.replace(/\.\w+$/, '') === `lib/${entry}`);
  return found ? null : `${folder} may import ${allowed.join(', ') || 'nothing'}`;
}

function packageBreach(folder: string, specifier: string): string | null {
  if (folder === 'finance') return 'finance may import nothing';
  const owned = OWNED_PACKAGES.find(({ named }) => named.test(specifier));
  return owned && !owned.by.includes(folder) && folder !== 'cli'
    ? `only ${owned.by.join(' and ')} may import ${specifier}`
    : null;
}

function readSources(): Source[] {
  const folders = ['app', 'components', 'lib', 'e2e', 'prisma'].filter((folder) => existsSync(join(ROOT, folder)));
  const nested = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length)),
  );
  const single = ['proxy.ts', 'instrumentation.ts'].filter((file) => existsSync(join(ROOT, file)));
  return [...nested, ...single]
    .filter(
      (path) => /\.(ts|tsx|mjs|js|css)$/.test(path) && !/(^|\/)(generated|node_modules|test-results)\//.test(path),
    )
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

const sources = readSources();
const scripts = sources.filter(({ path }) => !path.endsWith('.css'));
/** Paths of the sources that match, one a line in the failure. */
const pathsWhere = (list: readonly Source[], test: (source: Source) => boolean): string[] =>
  list.filter(test).map(({ path }) => path);

describe('the import table', () => {
  it('is kept by every import', () => {
    const breaches = scripts.flatMap(({ path, text }) =>
      importsOf(text).flatMap((specifier) => {
        const rule = breachOf(path, specifier);
        return rule ? [`${path} imports ${specifier}: ${rule}`] : [];
      }),
    );
    expect(breaches).toEqual([]);
  });

  it('leaves packages out of what runs before they are installed', () => {
    const early = scripts.filter(({ path }) => /^lib\/cli\/.*\.mjs$|^prisma\/generate\.mjs$/.test(path));
    expect(early.length).toBeGreaterThan(1);
    const breaches = early.flatMap(({ path, text }) =>
      importsOf(text).flatMap((specifier) =>
        /^node:|^\..*\.mjs$/.test(specifier) ? [] : [`${path} imports ${specifier}`],
      ),
    );
    expect(breaches).toEqual([]);
  });

  it('has a row for every folder of lib', () => {
    const folders = new Set(sources.filter(({ path }) => path.startsWith('lib/')).map(({ path }) => folderOf(path)));
    const unknown = [...folders].filter(
      (folder) => !(folder in MAY_IMPORT) && !['cli', 'architecture'].includes(folder),
    );
    expect(unknown).toEqual([]);
  });

  it('lets only auth, sync and tests mint a scope', () => {
    const mints = scripts.filter(({ text }) => /\bmintScope\b/.test(text));
    const allowed = /^lib\/(auth\/|sync\/|store\/(scope|testing)\.ts$|architecture)/;
    expect(pathsWhere(mints, ({ path }) => !allowed.test(path) && !isTest(path))).toEqual([]);
  });
});

describe('a file', () => {
  it('has a name that says what it holds', () => {
    const banned = /^(index|utils?|helpers?|common|service|misc)\.\w+$/;
    expect(pathsWhere(sources, ({ path }) => banned.test(basename(path)))).toEqual([]);
  });

  it('is a kebab-case noun', () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|spec|config|d))?\.(ts|tsx|mjs|js|css)$/;
    const named = sources.filter(({ path }) => !path.startsWith('app/'));
    expect(pathsWhere(named, ({ path }) => !kebab.test(basename(path)))).toEqual([]);
  });

  it('has at most 300 lines', () => {
    expect(pathsWhere(sources, ({ text }) => text.trimEnd().split('\n').length > 300)).toEqual([]);
  });

  it('stands in the root only when a tool looks for it there', () => {
    const ignored = readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n').filter(Boolean);
    const isIgnored = (name: string) =>
      ignored.some(
        (line) => line.replace(/\/$/, '') === name || (line.startsWith('*') && name.endsWith(line.slice(1))),
      );
    expect(readdirSync(ROOT).filter((name) => !ROOT_ENTRIES.has(name) && !isIgnored(name))).toEqual([]);
  });

  it('asks no clock in the domain', () => {
    const clock = /\bnew Date\(\s*\)|\bDate\.now\b|\bperformance\.now\b|\bMath\.random\b/;
    const domain = scripts.filter(({ path }) => path.startsWith('lib/finance/') && !isTest(path));
    expect(domain.length).toBeGreaterThan(0);
    expect(pathsWhere(domain, ({ text }) => clock.test(text))).toEqual([]);
  });

  it('formats for people only in lib/format', () => {
    const formatting = /\bIntl\.|\.toLocale(Date|Time)?String\(/;
    const others = scripts.filter(({ path }) => !/^lib\/(format\/|architecture)/.test(path));
    expect(pathsWhere(others, ({ text }) => formatting.test(text))).toEqual([]);
  });
});

describe('the reader of imports', () => {
  it('sees every form, and none in a comment', () => {
    const text = `
      import { a,
        b } from '@/lib/one';
      import type { C } from "@/lib/two";
      export { d } from './three';
      export * from './four';
      import './five.css';
      const e = await import('@/lib/six');
      type F = import('./seven').F;
      // import { g } from '@/lib/eight';
      /* import '@/lib/nine' */
      const flags = ['--import', tsx, 'later'];
      const url = 'https://from.example.com'; const list = Array.from('abc');
    `;
    expect(importsOf(text).sort()).toEqual(
      ['@/lib/one', '@/lib/two', './three', './four', './five.css', '@/lib/six', './seven'].sort(),
    );
  });

  it.each([
    ['lib/finance/tree.ts', '../store/costs', 'finance may import nothing'],
    ['lib/finance/tree.ts', 'zod', 'finance may import nothing'],
    ['lib/finance/tree.test.ts', 'vitest', null],
    ['lib/finance/tree.test.ts', '@/lib/demo/company', null],
    ['lib/finance/tree.test.ts', '@/lib/store/costs', 'finance may import sandbox, demo, bills'],
    ['lib/aws/clients.ts', '@/lib/store/ledger', 'aws may import finance, env, errors, telemetry'],
    ['lib/aws/clients.ts', '@/lib/telemetry/log', null],
    ['lib/sync/run.ts', '@prisma/client', 'only store and prisma may import @prisma/client'],
    ['lib/sync/run.ts', '@aws-sdk/client-sts', 'only aws may import @aws-sdk/client-sts'],
    ['lib/sandbox/sts.test.ts', '@aws-sdk/client-sts', null],
    ['lib/sync/run.ts', './sync-fixture', 'only tests may import what supports them'],
    ['lib/sync/sync-fixture.ts', '@/lib/sandbox/server', null],
    ['lib/reports/sync.ts', '@/lib/sync/plan', null],
    ['lib/reports/sync.ts', '@/lib/sync/plan-runner', expect.stringMatching(/^reports may import/)],
    ['components/tables/tree-table.tsx', '@/lib/reports/shapes', 'components may import finance, format'],
    ['components/tables/tree-table.tsx', '../ui/button', null],
    ['app/(dashboard)/accounts/page.tsx', '@/lib/store/costs', expect.stringMatching(/^app may import/)],
    ['app/(dashboard)/settings/actions.ts', '@/lib/store/costs', null],
    ['app/api/v1/tree/route.ts', '@/lib/sync/run', null],
    ['proxy.ts', '@/lib/store/costs', null],
    ['lib/cli/main.ts', '@/lib/sync/run', null],
    ['lib/cli/main.ts', '@/components/ui/button', 'cli may import anything but app and components'],
    ['e2e/tree.spec.ts', '../app/page', 'e2e may import anything but app and components'],
  ])('%s → %s: %s', (from, specifier, rule) => {
    expect(breachOf(from, specifier)).toEqual(rule);
  });
});
