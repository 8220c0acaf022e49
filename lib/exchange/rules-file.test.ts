import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathText } from '@/lib/finance/document-value';
import { EMPTY_RULES } from '@/lib/finance/rules';
import { validRules } from '@/lib/finance/rules-fixture';
import { plainValue } from './document-tree';
import { readJsonTree } from './json-tree';
import { type RulesFileReading, readRulesFile, writeRulesFile } from './rules-file';

const read = (text: string, name = ''): RulesFileReading => readRulesFile(new TextEncoder().encode(text), name);
const faultsOf = (text: string, name = ''): string[] => {
  const reading = read(text, name);
  return reading.ok
    ? []
    : reading.faults.map(({ line, column, path, message }) => `${line}:${column} ${pathText(path)}: ${message}`);
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const YAML = `# Rules of a company
dimensions:
  project: [app, App]
  environment: [env]
projects:
  - { id: checkout, name: Checkout, class: cogs }
assignments:
  - when: { accounts: ["012345678901"] }
    then: { project: checkout }
    from: 2026-01
  - when: { tagPattern: '^(?<project>\\w+)-(?<environment>prod|dev)$' }
pools:
  - id: support
    source: { chargeClass: support }
    method: fixed
    weights: { checkout: 33.333333333, 007: 66.666666667 }
`;

describe('rules files', () => {
  it('read back as they were written, whatever the texts', () => {
    fc.assert(
      fc.property(
        validRules,
        fc.constantFrom('json' as const, 'yaml' as const),
        fc.boolean(),
        (rules, format, windows) => {
          const text = writeRulesFile(rules, format);
          expect(read(text, `rules.${format}`)).toEqual({ ok: true, rules });
          expect(read(text)).toEqual({ ok: true, rules });
          if (windows) expect(read(`\ufeff${text.replaceAll('\n', '\r\n')}`)).toEqual({ ok: true, rules });
        },
      ),
      { numRuns: 200 },
    );
  });

  it('say the same in JSON as in YAML, where JSON is YAML too', () => {
    fc.assert(
      fc.property(validRules, (rules) => {
        const text = writeRulesFile(rules, 'json');
        expect(read(text, 'rules.yaml')).toEqual({ ok: true, rules });
      }),
      { numRuns: 50 },
    );
  });

  it('take comments, flow lists, months without quotes, and keys that look like numbers', () => {
    const reading = read(YAML, 'rules.yml');
    if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
    expect(reading.rules.assignments[0]).toEqual({
      when: { kind: 'accounts', ids: ['012345678901'] },
      then: { project: 'checkout' },
      from: '2026-01',
      to: null,
    });
    expect([...(reading.rules.pools[0]?.weights ?? [])]).toEqual([
      ['checkout', 33_333_333_333n],
      ['007', 66_666_666_667n],
    ]);
  });

  it('never turn an empty file into no rules', () => {
    for (const text of ['', '\n', '# nothing', '---\n', 'null']) {
      expect(faultsOf(text)).toEqual([expect.stringContaining('is missing: an object of rules belongs here')]);
    }
    expect(faultsOf(' ', 'rules.json')).toEqual(['1:1 : is empty: {} is a file without rules']);
    expect(read('{}')).toEqual({ ok: true, rules: EMPTY_RULES });
  });

  it.each([
    ['accounts:\n  - a', '1:1 accounts: is no field of an object of rules'],
    [
      '\r\nassignments:\r\n- when: {ou: a}\r\n  then: {project: "(tax)"}',
      '4:10 assignments[0].then.project: (tax) is a key',
    ],
    ['\ufeffpools:\n- {id: p, source: {pool: p}}', '2:3 pools[0].method: is missing'],
    ['projects:\n- id: a\n  id: b', '3:3 projects[0].id: stands here twice'],
    [
      'assignments:\n- when: {accounts: [012345678901]}\n  then: {project: a}',
      '2:21 assignments[0].when.accounts[0]: is a number',
    ],
    [
      'assignments:\n- when: {accounts: [1234567890123456789]}\n  then: {project: a}',
      'is a number of more than 15 digits',
    ],
    [
      'assignments:\n- when: {tagValues: [yes, true]}\n  then: {project: a}',
      '2:27 assignments[0].when.tagValues[1]: must be',
    ],
    [
      'pools:\n- {id: p, source: {pool: p}, method: fixed, weights: {a: 100.0000000000000001}}',
      '2:58 pools[0].weights.a: is a number of',
    ],
    ['__proto__:\n  a: 1', '1:1 __proto__: is no field'],
    ['"constructor": 1', '1:1 constructor: is no field'],
    ['a: &a [1]\nb: *a', '2:4 : is an alias (*a): write out what it stands for'],
    ['projects: !!set {a, b}', 'has the tag tag:yaml.org,2002:set'],
    ['projects: !mine [a]', 'has the tag !mine'],
    ['? [a]\n: b', '1:3 : is a key of several parts'],
    ['{}\n---\n{}', ': begins a second document'],
    ['projects: [', 'is no YAML'],
    ['projects:\n\t- a', '2:1 : is no YAML'],
    ['<<: {a: 1}', '1:1 ["<<"]: is no field'],
  ])('refuse the YAML %j', (text, fault) => {
    const [first, ...rest] = faultsOf(text, 'rules.yaml');
    expect([first, rest.filter((other) => !other.includes('is no YAML'))]).toEqual([
      expect.stringContaining(fault),
      [],
    ]);
  });

  it.each([
    ['{\n  "pools": [],\n}', '3:1 : is no JSON: a key in quotes belongs here, not }'],
    ['{"a": 1', '1:8 : is no JSON: it ends where a comma belongs'],
    ['projects: []', '1:1 : is no JSON: projects is no value; text stands in double quotes'],
    ['{"projects": [{"id": "a",\n "id": "b"}]}', '2:2 projects[0].id: stands here twice'],
    ['{"projects": [{"id": "a"}, {"id": "\\u0061"}]}', '1:29 projects[1].id: "a" is projects[0].id already'],
    [
      '{"assignments": [{"when": {"accounts": [123]}, "then": {"project": "a"}}]}',
      '1:41 assignments[0].when.accounts[0]: is',
    ],
    [
      '{"pools": [{"id": "p", "source": {"pool": "p"}, "method": "fixed", "weights": {"a": 100.00000000000001}}]}',
      'more than 15',
    ],
    ['{"__proto__": {"pools": []}}', '1:2 __proto__: is no field'],
    ['[]', '1:1 : must be an object of rules, not a list'],
    ['"rules"', '1:1 : must be an object of rules, not text'],
    ['{"a": "x', '1:7 : is no JSON: opens a quote here that is never closed'],
    ['{"a" "b"}', '1:6 : is no JSON: a colon belongs here, not "b"'],
    ['{} {}', '1:4 : is no JSON: the end belongs here, not {'],
    ['[1,]', '1:4 : is no JSON: a value belongs here, not ]'],
    ['[}', '1:2 : is no JSON: a value or ] belongs here, not }'],
    ['{"a": 01}', '1:7 : is no JSON: 01 is no value'],
    ['{"a": "\n"}', '1:7 : is no JSON'],
    ['{"detailRequests": 1e999}', '1:2 detailRequests: must be a whole number'],
  ])('refuse the JSON %j', (text, fault) => {
    expect(faultsOf(text, 'rules.json')).toEqual([expect.stringContaining(fault)]);
  });

  it('are JSON where JavaScript says so', () => {
    const part = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '1',
      'true',
      ' ',
      '"',
      '\\',
      '-',
      '{"a":1}',
      '[]',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const text = parts.join('');
        const tree = readJsonTree(text);
        expect([text, tree.ok]).toEqual([text, isJson(text)]);
        if (tree.ok) expect(plainValue(tree.node).value).toEqual(JSON.parse(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('are read or refused, whatever the text', () => {
    const part = fc.constantFrom(
      ...'{}[]:,-?&*!|>%#"\'~@` \n\t'.split(''),
      'a',
      'pools',
      ': ',
      '- ',
      '\n  ',
      '---\n',
      '<<',
      '&a',
      '*a',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), fc.constantFrom('rules.yaml', 'rules.json'), (parts, name) => {
        const reading = read(parts.join(''), name);
        for (const { line, column } of reading.ok ? [] : reading.faults)
          expect(Math.min(line, column)).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuse what would exhaust the machine', () => {
    for (const text of ['['.repeat(100_000) + ']'.repeat(100_000), `{"a":${'['.repeat(50)}${']'.repeat(50)}}`]) {
      expect(faultsOf(text, 'rules.json')).toEqual([expect.stringContaining('nests deeper than 32')]);
      expect(faultsOf(text, 'rules.yaml')).toEqual([expect.stringContaining('nests deeper than 32')]);
    }
    expect(faultsOf('- '.repeat(20_000))).toEqual([expect.stringContaining('nests deeper than 32')]);
    expect(readRulesFile(new Uint8Array(5 * 1024 * 1024 + 1))).toMatchObject({ ok: false, faults: [{ line: 1 }] });
    const laughs = [
      'a: &a ["x"]',
      ...[...'bcdefghi'].map((key, at) => `${key}: &${key} [*${'abcdefgh'[at]}, *${'abcdefgh'[at]}]`),
    ];
    expect(faultsOf(laughs.join('\n'))[0]).toContain('is an alias (*a)');
  });

  it('refuse bytes that are not UTF-8', () => {
    expect(readRulesFile(Buffer.from('pools: [ü]', 'latin1'))).toMatchObject({
      faults: [{ message: 'is not UTF-8: save it as UTF-8' }],
    });
    expect(readRulesFile(Buffer.from('\ufeff{}', 'utf16le'))).toMatchObject({
      faults: [{ message: 'is UTF-16: save it as UTF-8' }],
    });
  });

  it('tell every fault in the order of the file', () => {
    const text = 'pools:\n- {id: "", source: {pool: 1}, method: x}\nprojects:\n- {id: a}\n- {id: a, colour: red}\n';
    expect(faultsOf(text).map((fault) => fault.split(': ')[0])).toEqual([
      '2:4 pools[0].id',
      '2:21 pools[0].source.pool',
      '2:31 pools[0].method',
      '5:4 projects[1].id',
      '5:11 projects[1].colour',
    ]);
  });
});
