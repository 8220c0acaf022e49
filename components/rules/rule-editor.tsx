'use client';

import { Button } from '@/components/ui/button';
import { Combobox } from '@/components/ui/combobox';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { AssignmentDocument } from '@/lib/finance/assignment-document';
import type { DocumentFault } from '@/lib/finance/document-value';
import { ConditionFields, type RuleNames } from './condition-fields';
import { Labelled } from './labelled';
import { NamedField } from './named-field';
import { faultAt } from './path-faults';
import {
  type ConditionKind,
  conditionKindOf,
  type HomeKind,
  homeKindOf,
  withConditionKind,
  withEnvironment,
  withHome,
  withRuleMonth,
} from './rule-edit';

type Props = {
  rule: AssignmentDocument;
  at: number;
  names: RuleNames;
  faults: readonly DocumentFault[];
  onChange: (make: (rule: AssignmentDocument) => AssignmentDocument) => void;
  onClose: () => void;
};

const KINDS: readonly { value: ConditionKind; label: string; note: string }[] = [
  { value: 'accounts', label: 'Accounts by id', note: 'all their charges' },
  { value: 'ou', label: 'Accounts of an OU', note: 'and of the OUs below it' },
  { value: 'accountTag', label: 'Accounts by their tag', note: 'a tag on the account itself' },
  { value: 'accountName', label: 'Accounts by their name', note: 'a pattern, with named groups' },
  { value: 'tagValues', label: 'Tag values', note: 'usage that carries one of them' },
  { value: 'tagPattern', label: 'Tag values like a pattern', note: 'with named groups' },
];
const HOMES = [
  { value: 'project', label: 'a project' },
  { value: 'pool', label: 'a shared pool' },
  { value: 'none', label: 'no home by name' },
] as const;
const pick = <T extends string>(options: readonly { readonly value: T }[], text: string): T | undefined =>
  options.find(({ value }) => value === text)?.value;

/** One rule, field by field: what it is about, what it gives, and when. */
export function RuleEditor({ rule, at, names, faults, onChange, onClose }: Props) {
  const kind = conditionKindOf(rule);
  const home = homeKindOf(rule);
  const fault = (...field: string[]) => faultAt(faults, 'assignments', at, ...field);
  const { project = '', pool = '', environment = '' } = rule.then;
  return (
    <div className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-3 border-rule border-t pt-3 tablet:grid-cols-2">
      <Labelled label="It is about">
        <Select
          label="It is about"
          value={kind}
          options={KINDS}
          onChange={(text) => {
            const next = pick(KINDS, text);
            if (next) onChange((now) => withConditionKind(now, next));
          }}
        />
      </Labelled>
      <ConditionFields {...{ rule, names, onChange }} fault={fault('when')} />
      <Labelled label="It gives">
        <Select
          label="It gives"
          value={home}
          options={HOMES}
          onChange={(text) => {
            const next: HomeKind | undefined = pick(HOMES, text);
            if (next) onChange((now) => withHome(now, next, project || pool));
          }}
        />
      </Labelled>
      {home === 'project' && (
        <NamedField
          label="Project"
          id={project}
          options={names.projects}
          fault={fault('then', 'project')}
          onChange={(id) => onChange((now) => withHome(now, 'project', id))}
        />
      )}
      {home === 'pool' && (
        <Combobox
          label="Shared pool"
          value={pool}
          options={names.pools}
          fault={fault('then', 'pool')}
          onChange={(id) => onChange((now) => withHome(now, 'pool', id))}
        />
      )}
      {home === 'none' && <p className="self-end text-ink-2 text-s">A named group of a pattern may give one.</p>}
      <Combobox
        label="Environment (may be empty)"
        value={environment}
        options={names.environments}
        fault={fault('then', 'environment')}
        onChange={(id) => onChange((now) => withEnvironment(now, id))}
      />
      <div className="grid grid-cols-2 gap-3">
        {(['from', 'to'] as const).map((end) => (
          <TextField
            key={end}
            label={end === 'from' ? 'From month' : 'Before month'}
            placeholder={end === 'from' ? 'always' : 'for good'}
            value={rule[end] ?? ''}
            fault={fault(end)}
            onChange={(text) => onChange((now) => withRuleMonth(now, end, text.trim()))}
          />
        ))}
      </div>
      {faults
        .filter(({ path }) => path[0] === 'assignments' && path[1] === at && path[2] === 'then' && path.length === 3)
        .map(({ message }) => (
          <p key={message} className="text-negative text-s tablet:col-span-2">
            This rule {message}
          </p>
        ))}
      <div>
        <Button onClick={onClose}>Close</Button>
      </div>
    </div>
  );
}
