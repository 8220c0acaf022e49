'use client';

import { Button } from '@/components/ui/button';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { DocumentFault } from '@/lib/finance/document-value';
import type { PoolDocument } from '@/lib/finance/pool-document';
import { FixedWeights } from './fixed-weights';
import { Labelled } from './labelled';
import { faultAt, faultsBeside } from './path-faults';
import { type SourceKind, sourceKindOf, withMethod, withMonth, withSourceKind, withTargets } from './pool-edit';
import { PoolSourceFields } from './pool-source-fields';
import { ProjectPicker } from './project-picker';

type Props = {
  pool: PoolDocument;
  at: number;
  names: Readonly<Record<string, string>>;
  projects: readonly string[];
  /** Shared pools that rules give costs to. */
  given: readonly string[];
  faults: readonly DocumentFault[];
  onChange: (make: (pool: PoolDocument) => PoolDocument) => void;
  onClose: () => void;
};

const SOURCES: readonly { value: SourceKind; label: string; note: string }[] = [
  { value: 'pool', label: 'A shared pool', note: 'what assignment rules give to it' },
  { value: 'chargeClass', label: 'One charge class', note: 'such as support or tax' },
  { value: 'charges', label: 'Charges of mixed accounts', note: 'all that is not usage' },
  { value: 'untagged', label: 'Untagged usage', note: 'of mixed accounts' },
];
const METHODS = [
  { value: 'proportional', label: 'In proportion' },
  { value: 'even', label: 'Evenly' },
  { value: 'fixed', label: 'Fixed' },
  { value: 'keep', label: 'Keep' },
] as const;
const WEIGHTS = [
  { value: 'usage', label: 'to their usage' },
  { value: 'direct', label: 'to their direct cost' },
  { value: 'revenue', label: 'to their revenue' },
] as const;
const TARGETS = [
  { value: 'all', label: 'All projects' },
  { value: 'sameAccount', label: 'Projects of the same account' },
  { value: 'list', label: 'Some projects' },
] as const;
const OTHERWISE = [
  { value: 'all', label: 'an account without one: all projects' },
  { value: 'keep', label: 'an account without one: it stays' },
] as const;
/** Fields that show their own faults. */
const OWN = ['id', 'source', 'weights', 'from', 'to'];

const pick = <T extends string>(options: readonly { readonly value: T }[], text: string): T | undefined =>
  options.find(({ value }) => value === text)?.value;

/** One pool's rule, field by field. Every change shows its effect at once; none counts before it is saved. */
export function PoolEditor({ pool, at, names, projects, given, faults, onChange, onClose }: Props) {
  const { method, weight = 'usage', targets = 'all', otherwise = 'keep' } = pool;
  const fault = (...field: string[]) => faultAt(faults, 'pools', at, ...field);
  const kind = sourceKindOf(pool);
  const beside = faultsBeside(faults, ['pools', at], OWN);
  return (
    <div className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-3 border-rule border-t pt-3">
      <div className="grid gap-3 tablet:grid-cols-2">
        <TextField
          label="Name"
          value={pool.id}
          fault={fault('id')}
          onChange={(id) => onChange((now) => ({ ...now, id }))}
        />
        <Labelled label="Takes">
          <Select
            label="Takes"
            value={kind}
            options={SOURCES}
            onChange={(text) => {
              const next = pick(SOURCES, text);
              if (next) onChange((now) => withSourceKind(now, next));
            }}
          />
        </Labelled>
        <PoolSourceFields {...{ pool, given, onChange }} fault={fault('source')} />
      </div>
      <Labelled label="Shares it">
        <Segmented
          label="Shares it"
          options={METHODS}
          value={method}
          onChange={(text) => {
            const next = pick(METHODS, text);
            if (next) onChange((now) => withMethod(now, next));
          }}
        />
      </Labelled>
      {method === 'keep' && <p className="text-ink-2 text-s">It stays in Unallocated, where it is seen.</p>}
      {method === 'fixed' && (
        <FixedWeights
          weights={pool.weights ?? {}}
          {...{ names, projects }}
          fault={fault('weights')}
          onChange={(weights) => onChange((now) => ({ ...now, weights }))}
        />
      )}
      {(method === 'even' || method === 'proportional') && (
        <div className="flex flex-wrap gap-2">
          {method === 'proportional' && (
            <Select
              label="In proportion"
              value={weight}
              options={WEIGHTS}
              onChange={(text) => {
                const next = pick(WEIGHTS, text);
                if (next) onChange((now) => ({ ...now, weight: next }));
              }}
            />
          )}
          <Select
            label="Among"
            value={typeof targets === 'string' ? targets : 'list'}
            options={TARGETS}
            onChange={(text) => {
              const next = pick(TARGETS, text);
              if (next) onChange((now) => withTargets(now, next === 'list' ? projects.slice(0, 1) : next));
            }}
          />
          {targets === 'sameAccount' && (
            <Select
              label="Without a project there"
              value={otherwise}
              options={OTHERWISE}
              onChange={(text) => {
                const next = pick(OTHERWISE, text);
                if (next) onChange((now) => ({ ...now, otherwise: next }));
              }}
            />
          )}
        </div>
      )}
      {(method === 'even' || method === 'proportional') && typeof targets !== 'string' && (
        <ProjectPicker
          {...{ names, projects }}
          chosen={targets}
          onChange={(list) => onChange((now) => withTargets(now, list))}
        />
      )}
      <div className="grid grid-cols-2 gap-3">
        {(['from', 'to'] as const).map((end) => (
          <TextField
            key={end}
            label={end === 'from' ? 'From month' : 'Before month'}
            placeholder={end === 'from' ? 'always' : 'for good'}
            value={pool[end] ?? ''}
            fault={fault(end)}
            onChange={(text) => onChange((now) => withMonth(now, end, text.trim()))}
          />
        ))}
      </div>
      {beside.map((message) => (
        <p key={message} className="text-negative text-s">
          {message}
        </p>
      ))}
      <div>
        <Button onClick={onClose}>Close</Button>
      </div>
    </div>
  );
}
