import type { ChargeClass } from '../charge-class';
import { type Entity, entityText } from '../entity';
import type { InputName } from '../input-kind';
import type { Month } from '../month';
import type { StatementInput } from './input';
import type { Origin } from './posting';

/**
 * Rows of cubes in which a part can be seen, in each of its months: of `project` and `environment`, those of the tag chain's
 * cubes whose values mean `key` (`keyOfHome`, or the environment); of `recordType`, those of the class `key`; of `detail`, those
 * that tell the dimensions apart. `control` has neither account nor key.
 */
export type CubeRef = {
  readonly cube: 'control' | 'recordType' | 'service' | 'project' | 'environment' | 'detail';
  readonly connection: string;
  readonly account: string | null;
  readonly key: string | null;
};

/** What a part is. */
type Subject =
  | { readonly kind: 'slice'; readonly chargeClass: ChargeClass }
  | { readonly kind: 'cell'; readonly environment: string | null; readonly service: string | null }
  | { readonly kind: 'share'; readonly pool: string; readonly side: 'in' | 'out'; readonly chargeClass: ChargeClass }
  | { readonly kind: 'residual' }
  | { readonly kind: 'adjustment'; readonly restated: Month; readonly chargeClass: ChargeClass | null }
  | { readonly kind: 'input'; readonly input: InputName; readonly entity: Entity; readonly name: string };

type Seat = {
  readonly connection: string | null;
  readonly account: string | null;
  /** `keyOfHome`. */
  readonly home: string | null;
};

/** Where a part of a figure comes from: other rows of the sheet, or facts of some months. */
export type Source =
  | { readonly kind: 'row'; readonly row: string; readonly column: string }
  | (FactSource & {
      readonly months: readonly Month[];
      readonly cubes: readonly CubeRef[];
      /** The assignment rules that gave its home, by their place in the list of their month; none where a tag's value did. */
      readonly rules: readonly number[];
      /** In which of its months which of them did: a closed month has the list that was frozen with it. */
      readonly ruled: readonly { readonly month: Month; readonly rule: number }[];
    });

/** A fact as the part of a figure that it belongs to, in all months alike. */
export type FactSource = Subject & Seat;

/** Says what a fact is, without its month. */
export function sourceOf(origin: Origin): FactSource {
  if ('side' in origin) {
    const { pool, side, chargeClass, connection, account, home } = origin;
    return { kind: 'share', pool, side, chargeClass, connection, account, home };
  }
  if ('service' in origin) {
    const { environment, service, connection, account, home } = origin;
    return { kind: 'cell', environment, service, connection, account, home };
  }
  if ('rule' in origin) {
    const { chargeClass, connection, account, home } = origin;
    return { kind: 'slice', chargeClass, connection, account, home };
  }
  if ('restated' in origin) {
    const { restated, chargeClass, connection, account, home } = origin;
    return { kind: 'adjustment', restated, chargeClass, connection, account, home };
  }
  if ('control' in origin) return { kind: 'residual', connection: origin.connection, account: null, home: null };
  const entered = { kind: 'input', entity: origin.entity, connection: null, account: null, home: null } as const;
  if ('source' in origin) return { ...entered, input: 'revenue', name: origin.source };
  if ('vendor' in origin) return { ...entered, input: 'cost', name: origin.vendor };
  return 'driver' in origin
    ? { ...entered, input: 'driver', name: origin.driver }
    : { ...entered, input: 'budget', name: '' };
}

/** The cube rows that show a fact; none for what people entered, and for what a pool moved, which its pool's slices show. */
export function cubesOf(source: FactSource, month: Month, input: StatementInput): CubeRef[] {
  const { connection, account } = source;
  if (connection === null || source.kind === 'share') return [];
  const ref = (cube: CubeRef['cube'], key: string | null): CubeRef => ({ cube, connection, account, key });
  if (source.kind === 'residual' || account === null) return [ref('control', null), ref('recordType', null)];
  const place = input.placeOf(connection, month, account);
  const chargeClass = source.kind === 'cell' ? 'usage' : 'chargeClass' in source ? source.chargeClass : null;
  const tagged = chargeClass === 'usage' && source.home !== null && place.home === null;
  const environment = source.kind === 'cell' && place.environment === null ? source.environment : null;
  const service = source.kind === 'cell' ? source.service : null;
  const several = [tagged, environment !== null, service !== null].filter(Boolean).length > 1;
  return [
    ref('recordType', chargeClass),
    ...(tagged ? [ref('project', source.home)] : []),
    ...(environment === null ? [] : [ref('environment', environment)]),
    ...(service === null ? [] : [ref('service', service)]),
    ...(several ? [ref('detail', null)] : []),
  ];
}

const HOMES: Readonly<Record<string, string>> = {
  untagged: 'untagged',
  charges: 'charges of the account',
  rounding: 'rounding of AWS',
  notFetched: 'tags not fetched',
};

/** A part in words: `Shop production · Checkout · prod · AmazonEC2`. */
export function labelOf(source: FactSource, { labels, connections }: StatementInput): string {
  const named = (kind: string, id: string): string => labels.get(`${kind}:${id}`) ?? id;
  const { connection, account, home } = source;
  const kind = home?.slice(0, home.indexOf(':'));
  const owner =
    home === null
      ? null
      : kind === 'project' || kind === 'pool'
        ? (labels.get(home) ?? home.slice(kind.length + 1))
        : (HOMES[home] ?? home);
  const words = [
    ...(connection !== null && (connections.length > 1 || account === null) ? [named('connection', connection)] : []),
    ...(account === null ? [] : [named('account', account)]),
    ...(owner === null ? [] : [owner]),
  ];
  switch (source.kind) {
    case 'slice':
      return [...words, source.chargeClass].join(' · ');
    case 'cell':
      return [...words, ...[source.environment, source.service].filter((each) => each !== null)].join(' · ');
    case 'share':
      return [...words, source.chargeClass, `moved ${source.side} by ${named('pool', source.pool)}`].join(' · ');
    case 'residual':
      return [...words, 'residual'].join(' · ');
    case 'adjustment':
      return [...words, ...(source.chargeClass ? [source.chargeClass] : []), `restated ${source.restated}`].join(' · ');
    case 'input': {
      const entity = entityText(source.entity);
      return [labels.get(entity) ?? entity, source.name].filter((text) => text !== '').join(' · ');
    }
  }
}
