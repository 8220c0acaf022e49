import type { ComponentProps, ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { LinkButton } from '@/components/ui/link-button';
import type { AuditQuery } from '@/lib/reports/audit-query';

type Props = {
  query: AuditQuery;
  actors: readonly string[];
  actions: readonly string[];
  children: ReactNode;
};

const FIELD = 'h-7 w-full min-w-0 rounded-md border border-rule-2 bg-raised px-2 text-m';

/** Who, what, when: a form that is sent as an address, without a script. */
export function AuditFilters({ query, actors, actions, children }: Props) {
  return (
    <form action="/settings/audit" className="grid grid-cols-2 items-end gap-3 tablet:flex tablet:flex-wrap">
      <Labelled label="Who" className="tablet:w-52">
        <Choice name="who" value={query.who} choices={actors} all="Everyone" />
      </Labelled>
      <Labelled label="What" className="tablet:w-44">
        <Choice name="what" value={query.what} choices={actions} all="Everything" />
      </Labelled>
      <Labelled label="Since">
        <input type="date" name="since" defaultValue={query.since} className={FIELD} />
      </Labelled>
      <Labelled label="Until">
        <input type="date" name="until" defaultValue={query.until} className={FIELD} />
      </Labelled>
      <Labelled label="Words" className="col-span-2 tablet:w-44">
        <input name="words" defaultValue={query.words} maxLength={200} autoComplete="off" className={FIELD} />
      </Labelled>
      <div className="col-span-2 flex flex-wrap gap-2">
        <Button type="submit" tone="primary">
          Show
        </Button>
        <LinkButton href="/settings/audit">Clear</LinkButton>
        {children}
      </div>
    </form>
  );
}

function Labelled({ label, className = '', children }: { label: string; className?: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className={`grid min-w-0 gap-1 ${className}`}>
      <span className="text-ink-2 text-s">{label}</span>
      {children}
    </label>
  );
}

type ChoiceProps = Pick<ComponentProps<'select'>, 'name'> & {
  value: string | undefined;
  choices: readonly string[];
  all: string;
};

function Choice({ name, value = '', choices, all }: ChoiceProps) {
  const known = value === '' || choices.includes(value) ? choices : [value, ...choices];
  return (
    <select name={name} defaultValue={value} className={FIELD}>
      <option value="">{all}</option>
      {known.map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
    </select>
  );
}
