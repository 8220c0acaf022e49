'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Highlighted } from '@/components/ui/highlighted';
import { BodyCell, BodyRow, Sheet } from '@/components/ui/table';
import { useAddressState } from './address-state';
import { ProjectCell } from './project-cells';
import {
  DEFAULT_COLUMNS,
  filterProjects,
  PROJECT_PARAMS,
  type ProjectColumn,
  type ProjectSort,
  projectColumns,
  readProjectState,
  sortProjects,
  writeProjectState,
} from './project-columns';
import type { ProjectRow, ProjectSheet } from './project-row';
import { ProjectTools } from './project-tools';
import { onPhone, ProjectTotals } from './project-totals';

/** Rows that are drawn at first: a company may have a project for every tag value. */
const FIRST = 200;

/** Every project with what it costs, and beneath them what has none, down to AWS's total. */
export function ProjectTable({ sheet }: { sheet: ProjectSheet }) {
  const [state, change] = useAddressState(PROJECT_PARAMS, readProjectState, writeProjectState);
  const [all, setAll] = useState(false);
  const columns = useMemo(() => projectColumns(sheet.pools), [sheet.pools]);
  const chosen = columns.filter(({ name }) => (state.columns ?? DEFAULT_COLUMNS).includes(name));
  const kept = useMemo(() => filterProjects(sheet.rows, state), [sheet.rows, state]);
  const rows = useMemo(() => sortProjects(kept, state.sort, columns), [kept, state.sort, columns]);
  const shown = all ? rows : rows.slice(0, FIRST);
  const terms = state.words.toLowerCase().split(/\s+/).filter(Boolean);
  const sortBy = (column: string, kind: ProjectColumn['kind']) => {
    const again = state.sort.column === column;
    change({ sort: { column, descending: again ? !state.sort.descending : kind !== 'text' } });
  };
  return (
    <>
      <ProjectTools sheet={sheet} state={state} change={change} columns={columns} chosen={chosen} />
      <Sheet label="Projects">
        <thead>
          <tr>
            <SortHead name="name" label="Project" sort={state.sort} onSort={() => sortBy('name', 'text')} first>
              <span className="ml-2 font-normal text-ink-3 text-xs">amounts in {sheet.currency}</span>
            </SortHead>
            {chosen.map(({ name, label, kind, title }) => (
              <SortHead
                key={name}
                name={name}
                label={label}
                sort={state.sort}
                right={kind !== 'text'}
                title={
                  name === 'change' || name === 'perDay'
                    ? sheet.changeLabel
                    : name === 'spark'
                      ? sheet.sparkLabel
                      : title
                }
                onSort={kind === 'spark' ? null : () => sortBy(name, kind)}
              />
            ))}
          </tr>
        </thead>
        <tbody className="whitespace-nowrap">
          {shown.map((row) => (
            <ProjectLine key={row.id} row={row} columns={chosen} terms={terms} uncertain={sheet.uncertain} />
          ))}
        </tbody>
        <ProjectTotals sheet={sheet} shown={kept} columns={chosen} />
      </Sheet>
      {rows.length > shown.length && (
        <p className="mt-2 flex items-center gap-3 text-ink-2 print:hidden">
          {shown.length} of {rows.length} are drawn; all of them are in the totals.
          <Button onClick={() => setAll(true)}>Show all</Button>
        </p>
      )}
    </>
  );
}

type LineProps = { row: ProjectRow; columns: readonly ProjectColumn[]; terms: readonly string[]; uncertain: number };

function ProjectLine({ row, columns, terms, uncertain }: LineProps) {
  return (
    <BodyRow>
      <th
        scope="row"
        className={`${STICKY} h-(--row) max-w-[46vw] truncate px-3 text-left font-normal tablet:max-w-72`}
      >
        <Link href={row.href} prefetch={false} className="hover:text-accent hover:underline" title={row.id}>
          <Highlighted text={row.name} terms={terms} />
        </Link>
      </th>
      {columns.map((column) => (
        <BodyCell
          key={column.name}
          align={column.kind === 'text' ? 'left' : 'right'}
          className={`${onPhone(column.name)} ${column.kind === 'text' ? 'max-w-48 truncate text-ink-2' : ''}`}
        >
          <ProjectCell row={row} column={column} uncertain={uncertain} />
        </BodyCell>
      ))}
    </BodyRow>
  );
}

const STICKY = 'sticky left-0 z-[1] bg-surface';

type HeadProps = {
  name: string;
  label: string;
  sort: ProjectSort;
  onSort: (() => void) | null;
  right?: boolean;
  first?: boolean;
  title?: string | undefined;
  children?: React.ReactNode;
};

function SortHead({ name, label, sort, onSort, right = false, first = false, title, children }: HeadProps) {
  const current = sort.column === name;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      title={title}
      aria-sort={current ? (sort.descending ? 'descending' : 'ascending') : undefined}
      className={`${first ? '' : onPhone(name)} h-9 whitespace-nowrap border-rule-ink border-b-[1.5px] px-3 pb-1.5 align-bottom font-[560] ${right ? 'text-right' : 'text-left'} ${first ? STICKY : ''}`}
    >
      {onSort === null ? (
        label
      ) : (
        <button
          type="button"
          onClick={onSort}
          className="inline-flex items-baseline gap-1 font-[560] hover:text-accent"
        >
          {current && <Arrow size={11} className="self-center text-accent" aria-hidden />}
          {label}
        </button>
      )}
      {children}
    </th>
  );
}
