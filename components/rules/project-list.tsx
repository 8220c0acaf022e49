'use client';

import { Plus, Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Combobox } from '@/components/ui/combobox';
import { IconButton } from '@/components/ui/icon-button';
import { TextField } from '@/components/ui/text-field';
import { PROJECT_CLASSES } from '@/lib/finance/rules';
import type { ProjectDocument } from '@/lib/finance/rules-document';
import { edited, entryKey } from './entry-list';
import type { Named } from './named-field';
import { faultAt } from './path-faults';
import type { WorkingRules } from './use-draft';

type Props = { working: WorkingRules; projects: readonly Named[]; mayChange: boolean };

/** A field that is empty is left out. */
function withText(project: ProjectDocument, field: 'name' | 'class' | 'owner', text: string): ProjectDocument {
  const { [field]: _, ...rest } = project;
  return text === '' ? rest : { ...rest, [field]: text };
}

/** The projects that have a name, an owner or a class; others exist by the id that rules or tags give them. */
export function ProjectList({ working, projects, mayChange }: Props) {
  const listed = working.document.projects ?? [];
  const ids = new Set(listed.map(({ id }) => id));
  const unlisted = projects.filter(({ id }) => !ids.has(id));
  const classes = [...new Set([...PROJECT_CLASSES, ...listed.flatMap((each) => each.class ?? [])])];
  const change = (make: (list: readonly ProjectDocument[]) => readonly ProjectDocument[]) =>
    working.edit((document) => ({ ...document, projects: make(document.projects ?? []) }));
  const add = (id: string) => change((list) => [...list, { id }]);
  return (
    <section aria-label="Projects" className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
      <div className="flex items-end justify-between gap-4">
        <div>
          <h2>Projects</h2>
          <p className="text-ink-3 text-s">A name, who owns it, and its class in the P&amp;L.</p>
        </div>
        {mayChange && (
          <Button icon={<Plus size={13} className="text-ink-3" aria-hidden />} onClick={() => add('')}>
            Add a project
          </Button>
        )}
      </div>
      {listed.length > 0 && (
        <ul className="border border-rule bg-surface">
          {listed.map((project, at) => {
            const fault = (field: string) => faultAt(working.faults, 'projects', at, field);
            const put = (make: (now: ProjectDocument) => ProjectDocument) => change((list) => edited(list, at, make));
            if (!mayChange) {
              return (
                <li key={entryKey(project)} className="border-rule border-b px-3 py-1.5 last:border-b-0">
                  <b className="font-[560]">{project.name ?? project.id}</b>{' '}
                  <span className="text-ink-2">
                    {[project.id, project.class, project.owner].filter((text) => text !== undefined).join(' · ')}
                  </span>
                </li>
              );
            }
            return (
              <li
                key={entryKey(project)}
                className="grid grid-cols-2 items-end gap-2 border-rule border-b px-3 py-2 last:border-b-0 tablet:grid-cols-[1fr_1fr_1fr_1.4fr_auto]"
              >
                <TextField
                  label="Id"
                  value={project.id}
                  fault={fault('id')}
                  onChange={(id) => put((now) => ({ ...now, id }))}
                />
                <TextField
                  label="Name"
                  value={project.name ?? ''}
                  placeholder={project.id}
                  fault={fault('name')}
                  onChange={(text) => put((now) => withText(now, 'name', text))}
                />
                <Combobox
                  label="Class"
                  value={project.class ?? ''}
                  options={classes}
                  fault={fault('class')}
                  onChange={(text) => put((now) => withText(now, 'class', text))}
                />
                <TextField
                  label="Owner"
                  value={project.owner ?? ''}
                  fault={fault('owner')}
                  onChange={(text) => put((now) => withText(now, 'owner', text))}
                />
                <IconButton
                  label={`Remove project ${project.id}`}
                  icon={<Trash2 size={13} aria-hidden />}
                  onClick={() => change((list) => list.toSpliced(at, 1))}
                />
              </li>
            );
          })}
        </ul>
      )}
      {mayChange && unlisted.length > 0 && (
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-2 text-s">
          Known by rules or tags alone:
          {unlisted.slice(0, 12).map(({ id, name }) => (
            <Button key={id} tone="quiet" onClick={() => add(id)}>
              {name} +
            </Button>
          ))}
          {unlisted.length > 12 && <span>and {unlisted.length - 12} more</span>}
        </p>
      )}
    </section>
  );
}
