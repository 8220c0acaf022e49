'use client';

import { Checkbox } from '@/components/ui/checkbox';
import { Combobox } from '@/components/ui/combobox';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { CHARGE_CLASSES } from '@/lib/finance/charge-class';
import type { PoolDocument } from '@/lib/finance/pool-document';
import { Labelled } from './labelled';

type Props = {
  pool: PoolDocument;
  /** Shared pools that rules give costs to. */
  given: readonly string[];
  fault: string;
  onChange: (make: (pool: PoolDocument) => PoolDocument) => void;
};

const CLASSES: Record<(typeof CHARGE_CLASSES)[number], string> = {
  usage: 'Usage',
  commitment: 'Commitments',
  support: 'Support',
  other: 'Other charges',
  discount: 'Discounts',
  credit: 'Credits',
  refund: 'Refunds',
  tax: 'Tax',
};
/** What a pool takes, as far as its kind leaves it open. */
export function PoolSourceFields({ pool, given, fault, onChange }: Props) {
  const { source } = pool;
  if ('pool' in source) {
    return (
      <Combobox
        label="Shared pool"
        value={source.pool}
        options={given}
        fault={fault}
        onChange={(id) => onChange((now) => ({ ...now, source: { pool: id } }))}
      />
    );
  }
  if ('chargeClass' in source) {
    return (
      <div className="grid gap-2 tablet:col-span-2">
        <Labelled label="Class">
          <Select
            label="Class"
            value={source.chargeClass}
            options={CHARGE_CLASSES.map((value) => ({ value, label: CLASSES[value] }))}
            onChange={(text) => {
              const next = CHARGE_CLASSES.find((each) => each === text);
              if (next) onChange((now) => ({ ...now, source: { chargeClass: next } }));
            }}
          />
        </Labelled>
        <Checkbox
          checked={pool.includeDedicated ?? false}
          onChange={(includeDedicated) => onChange((now) => ({ ...now, includeDedicated }))}
        >
          Also out of accounts that belong to one project or pool
        </Checkbox>
      </div>
    );
  }
  const charges = 'charges' in source;
  const account = charges ? source.charges : source.untagged;
  return (
    <TextField
      label="Of account (all, or an id)"
      value={account}
      fault={fault}
      onChange={(id) =>
        onChange((now) => ({ ...now, source: charges ? { charges: id.trim() } : { untagged: id.trim() } }))
      }
    />
  );
}
