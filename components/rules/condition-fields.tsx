'use client';

import { Combobox } from '@/components/ui/combobox';
import { LinesField } from '@/components/ui/lines-field';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { AssignmentDocument } from '@/lib/finance/assignment-document';
import { type Named, NamedField } from './named-field';
import { withDimension } from './rule-edit';

/** Names that one may want to write into a rule. */
export type RuleNames = {
  readonly accounts: readonly Named[];
  readonly units: readonly Named[];
  readonly accountTagKeys: readonly string[];
  readonly projects: readonly Named[];
  readonly pools: readonly string[];
  readonly environments: readonly string[];
};

type Props = {
  rule: AssignmentDocument;
  names: RuleNames;
  fault: string;
  onChange: (make: (rule: AssignmentDocument) => AssignmentDocument) => void;
};

const CHAINS = [
  { value: '', label: 'The chain of what it gives' },
  { value: 'project', label: 'The project chain' },
  { value: 'environment', label: 'The environment chain' },
] as const;

/** What a rule is about: the values of its condition. */
export function ConditionFields({ rule, names, fault, onChange }: Props) {
  const { when } = rule;
  const put = (next: AssignmentDocument['when']) => onChange((now) => ({ ...now, when: next }));
  if ('accounts' in when) {
    return (
      <div className="grid min-w-0 gap-2">
        <LinesField
          label="Account ids, one a line"
          lines={when.accounts}
          fault={fault}
          onChange={(accounts) => put({ accounts })}
        />
        <NamedField
          label="Add an account by its name"
          id=""
          options={names.accounts.filter(({ id }) => !when.accounts.includes(id))}
          onChange={(id) => {
            if (names.accounts.some((each) => each.id === id)) put({ accounts: [...when.accounts, id] });
          }}
        />
      </div>
    );
  }
  if ('ou' in when) {
    return (
      <NamedField
        label="OU"
        id={when.ou}
        options={names.units}
        fault={fault}
        placeholder="ou-ab12-11111111"
        onChange={(ou) => put({ ou })}
      />
    );
  }
  if ('accountTag' in when) {
    const { key, value } = when.accountTag;
    return (
      <div className="grid grid-cols-2 gap-3">
        <Combobox
          label="Tag key"
          value={key}
          options={names.accountTagKeys}
          fault={fault}
          onChange={(text) => put({ accountTag: { ...when.accountTag, key: text } })}
        />
        <TextField
          label="Value (any)"
          value={value ?? ''}
          onChange={(text) => put({ accountTag: text === '' ? { key } : { key, value: text } })}
        />
      </div>
    );
  }
  if ('accountName' in when) {
    return (
      <TextField
        label="Pattern of the name"
        value={when.accountName}
        fault={fault}
        onChange={(accountName) => put({ accountName })}
      />
    );
  }
  return (
    <div className="grid min-w-0 gap-2">
      {'tagValues' in when ? (
        <LinesField
          label="Values, one a line, exactly as tagged"
          lines={when.tagValues}
          fault={fault}
          onChange={(tagValues) => put({ ...when, tagValues })}
        />
      ) : (
        <TextField
          label="Pattern of the value"
          value={when.tagPattern}
          fault={fault}
          onChange={(tagPattern) => put({ ...when, tagPattern })}
        />
      )}
      <Select
        label="Tag chain"
        value={when.dimension ?? ''}
        options={CHAINS}
        onChange={(text) => onChange((now) => withDimension(now, text))}
      />
    </div>
  );
}
