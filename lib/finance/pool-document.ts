import { CHARGE_CLASSES, type ChargeClass } from './charge-class';
import { type DocumentValue, listed } from './document-value';
import { formatDecimal } from './money';
import { FIXED_WHOLE, overlap, type PoolRule, type PoolSource, type SplitWeight } from './rules';
import { type EffectiveDocument, effectiveDocument, readEffective, readId, tellRepeated } from './rules-field';

/** A pool as the rules file has it. What is left out has its default. */
export type PoolDocument = EffectiveDocument & {
  readonly id: string;
  readonly source:
    | { readonly pool: string }
    | { readonly chargeClass: ChargeClass }
    | { readonly charges: string }
    | { readonly untagged: string };
  readonly includeDedicated?: boolean;
  readonly method: PoolRule['method'];
  readonly weight?: SplitWeight;
  /** Percent by project id; at most nine decimals, which a number keeps exactly. */
  readonly weights?: Readonly<Record<string, number>>;
  readonly targets?: 'all' | 'sameAccount' | readonly string[];
  readonly otherwise?: 'all' | 'keep';
};

const FIELDS = [
  ...(['id', 'source', 'includeDedicated', 'method', 'weight', 'weights', 'targets', 'otherwise'] as const),
  ...(['from', 'to'] as const),
];
const SOURCES = ['pool', 'chargeClass', 'charges', 'untagged'] as const;

/** Reads the pools of a file; those with faults, which are told, are left out. */
export function readPools(given: DocumentValue): PoolRule[] {
  if (given.isAbsent) return [];
  const list = given.list('pools') ?? [];
  const pools = list.map(readPool);
  const seen = new Map<string, number[]>();
  for (const [at, pool] of pools.entries()) {
    if (!pool) continue;
    const before = (seen.get(pool.id) ?? []).find((other) => pools[other] && overlap(pools[other], pool));
    if (before !== undefined) {
      const message = `${JSON.stringify(pool.id)} is pools[${before}] in the same months already: give it another id, or other months`;
      list[at]?.fault(message, 'id');
    }
    seen.set(pool.id, [...(seen.get(pool.id) ?? []), at]);
  }
  return pools.filter((pool) => pool !== null);
}

function readPool(given: DocumentValue): PoolRule | null {
  const fields = given.fields('a pool', FIELDS);
  if (!fields) return null;
  const { includeDedicated, weight, otherwise } = fields;
  const method = fields.method.oneOf(['even', 'proportional', 'fixed', 'keep']);
  const read = {
    id: readId(fields.id, '"support"'),
    source: readSource(fields.source),
    includeDedicated: includeDedicated.isAbsent ? false : includeDedicated.flag(),
    method,
    weight: weight.isAbsent ? ('usage' as const) : weight.oneOf(['usage', 'direct', 'revenue']),
    weights: readWeights(fields.weights, method),
    targets: readTargets(fields.targets),
    otherwise: otherwise.isAbsent ? ('keep' as const) : otherwise.oneOf(['all', 'keep']),
  };
  const effective = readEffective(given, fields);
  const { id, source, weights, targets } = read;
  if (id === null || source === null || method === null || weights === null || targets === null) return null;
  if (read.includeDedicated === null || read.weight === null || read.otherwise === null || !effective) return null;
  const plain = { includeDedicated: read.includeDedicated, weight: read.weight, otherwise: read.otherwise };
  return { id, source, method, weights, targets, ...plain, ...effective };
}

function readSource(given: DocumentValue): PoolSource | null {
  const { told } = given;
  const fields = given.fields('a source', SOURCES);
  if (!fields || given.told > told) return null;
  const kinds = SOURCES.filter((each) => !fields[each].isAbsent);
  const [kind] = kinds;
  if (kind === undefined) return given.fault(`names no source: it is one of ${listed(SOURCES, 'or')}`);
  if (kinds.length > 1) return given.fault(`has ${listed(kinds)}: a pool has one source, so write a pool for each`);
  switch (kind) {
    case 'pool': {
      const id = readId(fields.pool, '"platform"');
      return id === null ? null : { kind, id };
    }
    case 'chargeClass': {
      const chargeClass = fields.chargeClass.oneOf(CHARGE_CLASSES);
      return chargeClass && { kind, chargeClass };
    }
    default: {
      const account = fields[kind].text('"all", or an account id in quotes');
      return account === null ? null : { kind, account };
    }
  }
}

/** Fixed weights by project id; what is above zero must add up to 100 %. */
function readWeights(given: DocumentValue, method: PoolRule['method'] | null): Map<string, bigint> | null {
  if (method !== 'fixed') {
    if (method === null || given.isAbsent) return new Map();
    return given.fault(`go with the method fixed only: leave them out, or write "method": "fixed"`);
  }
  const entries = given.entries('an object of weights by project, such as {"checkout": 70, "search": 30},');
  if (!entries) return null;
  const weights = new Map<string, bigint>();
  for (const [name, value] of entries) {
    const id = readId(value.named(name), '"checkout"');
    const units = value.decimal('70 or 33.333333333');
    if (id !== null && units !== null) weights.set(id, units);
  }
  if (weights.size < entries.length) return null;
  const sum = [...weights.values()].reduce((all, units) => all + (units > 0n ? units : 0n), 0n);
  if (sum === FIXED_WHOLE) return weights;
  const wrong = formatDecimal(sum - FIXED_WHOLE).replace('-', '');
  return given.fault(`add up to ${formatDecimal(sum)}, not 100: ${sum > FIXED_WHOLE ? 'take off' : 'add'} ${wrong}`);
}

function readTargets(given: DocumentValue): PoolRule['targets'] | null {
  const word = given.plainText;
  if (given.isAbsent || word === 'all') return 'all';
  if (word === 'sameAccount') return word;
  if (word !== null)
    return given.fault(`must be "all", "sameAccount" or a list of project ids, not ${JSON.stringify(word)}`);
  const list = given.list('project ids, "all" or "sameAccount"');
  if (!list) return null;
  if (list.length === 0) return given.fault('is an empty list: name projects, write "all", or use the method keep');
  const ids = list.map((each) => readId(each, '"checkout"'));
  tellRepeated(list, ids);
  const read = ids.filter((id) => id !== null);
  return read.length === ids.length && new Set(read).size === read.length ? read : null;
}

/** A pool as the file has it; `readPools` reads it back. */
export function poolDocument(pool: PoolRule): PoolDocument {
  const { id, method, weight, weights, targets, otherwise, includeDedicated, from, to } = pool;
  return {
    id,
    source: sourceDocument(pool.source),
    ...(includeDedicated ? { includeDedicated } : {}),
    method,
    weight,
    ...(method === 'fixed' ? { weights: weightsDocument(weights) } : {}),
    targets,
    ...(targets === 'sameAccount' || otherwise === 'all' ? { otherwise } : {}),
    ...effectiveDocument({ from, to }),
  };
}

/** Twelve digits at most: a float gives them back as they were. */
const weightsDocument = (weights: PoolRule['weights']): Record<string, number> =>
  Object.fromEntries([...weights].map(([id, units]) => [id, Number(formatDecimal(units))]));

function sourceDocument(source: PoolSource): PoolDocument['source'] {
  switch (source.kind) {
    case 'pool':
      return { pool: source.id };
    case 'chargeClass':
      return { chargeClass: source.chargeClass };
    case 'charges':
      return { charges: source.account };
    case 'untagged':
      return { untagged: source.account };
  }
}
