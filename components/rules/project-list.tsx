'use client';

import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
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
  const [open, setOpen] = useState<string | null>(null);
  const add = (id: string) => {
    const added = { id };
    setOpen(entryKey(added));
    change((list) => [...list, added]);
  };
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
            const key = entryKey(project);
            return (
              <li key={key} className="border-rule border-b px-3 py-1 last:border-b-0">
                <div className="flex min-h-6 items-center justify-between gap-2">
                  <p className="min-w-0 [overflow-wrap:anywhere]">
                    <b className="font-[560]">{project.name ?? (project.id || 'without an id')}</b>{' '}
                    <span className="text-ink-2 text-s">
                      {[project.id, project.class, project.owner].filter((text) => text !== undefined).join(' · ')}
                    </span>{' '}
                    {faultAt(working.faults, 'projects', at) !== '' && <Badge tone="negative">to mend</Badge>}
                  </p>
                  {mayChange && (
                    <span className="flex shrink-0 print:hidden">
                      <IconButton
                        label={open === key ? `Close project ${project.id}` : `Edit project ${project.id}`}
                        aria-expanded={open === key}
                        icon={<Pencil size={13} aria-hidden />}
                        onClick={() => setOpen(open === key ? null : key)}
                      />
                      <IconButton
                        label={`Remove project ${project.id}`}
                        icon={<Trash2 size={13} aria-hidden />}
                        onClick={() => change((list) => list.toSpliced(at, 1))}
                      />
                    </span>
                  )}
                </div>
                {open === key && (
                  <ProjectEditor
                    {...{ project, classes }}
                    fault={(field) => faultAt(working.faults, 'projects', at, field)}
                    onChange={(make) => change((list) => edited(list, at, make))}
                  />
                )}
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

type EditorProps = {
  project: ProjectDocument;
  classes: readonly string[];
  fault: (field: string) => string;
  onChange: (make: (project: ProjectDocument) => ProjectDocument) => void;
};

function ProjectEditor({ project, classes, fault, onChange }: EditorProps) {
  return (
    <div className="mt-1 mb-2 grid grid-cols-2 gap-2 tablet:grid-cols-4">
      <TextField
        label="Id"
        value={project.id}
        fault={fault('id')}
        onChange={(id) => onChange((now) => ({ ...now, id }))}
      />
      <TextField
        label="Name"
        value={project.name ?? ''}
        placeholder={project.id}
        fault={fault('name')}
        onChange={(text) => onChange((now) => withText(now, 'name', text))}
      />
      <Combobox
        label="Class"
        value={project.class ?? ''}
        options={classes}
        fault={fault('class')}
        onChange={(text) => onChange((now) => withText(now, 'class', text))}
      />
      <TextField
        label="Owner"
        value={project.owner ?? ''}
        fault={fault('owner')}
        onChange={(text) => onChange((now) => withText(now, 'owner', text))}
      />
    </div>
  );
}
