import { type AssignmentDocument, assignmentDocument, LONGEST_KEY, readAssignment } from './assignment-document';
import { type DocumentFault, DocumentValue } from './document-value';
import { type PoolDocument, poolDocument, readPools } from './pool-document';
import { DETAIL_REQUESTS, type Project, type Rules } from './rules';
import { readId, tellRepeated } from './rules-field';

/** The rules file (`contract.md`, Files): plain JSON. What is left out has its default. */
export type RulesDocument = {
  readonly dimensions?: { readonly project?: readonly string[]; readonly environment?: readonly string[] };
  readonly detailRequests?: number;
  readonly projects?: readonly ProjectDocument[];
  readonly assignments?: readonly AssignmentDocument[];
  readonly pools?: readonly PoolDocument[];
};

export type ProjectDocument = {
  readonly id: string;
  readonly name?: string;
  readonly class?: string;
  readonly owner?: string;
};

export type RulesReading =
  | { readonly ok: true; readonly rules: Rules }
  | { readonly ok: false; readonly faults: readonly DocumentFault[] };

const FIELDS = ['dimensions', 'detailRequests', 'projects', 'assignments', 'pools'] as const;
const MOST_DETAIL_REQUESTS = 10_000;
const LONGEST_NAME = 256;

/** Reads a parsed rules file. Every fault is told, each with its path; with any fault there are no rules. */
export function readRules(document: unknown): RulesReading {
  const faults: DocumentFault[] = [];
  const given = new DocumentValue(document, [], faults);
  const fields = given.fields('an object of rules', FIELDS);
  if (!fields) return { ok: false, faults };
  const { detailRequests, assignments } = fields;
  const rules: Rules = {
    dimensions: readDimensions(fields.dimensions),
    detailRequests: (detailRequests.isAbsent ? null : detailRequests.count(MOST_DETAIL_REQUESTS)) ?? DETAIL_REQUESTS,
    projects: readProjects(fields.projects),
    assignments: assignments.isAbsent ? [] : present(assignments.list('rules')?.map(readAssignment) ?? []),
    pools: readPools(fields.pools),
  };
  return faults.length > 0 ? { ok: false, faults } : { ok: true, rules };
}

const present = <T>(list: readonly (T | null)[]): T[] => list.filter((each) => each !== null);

function readDimensions(given: DocumentValue): Rules['dimensions'] {
  const fields = given.isAbsent ? null : given.fields('the dimensions', ['project', 'environment']);
  return { project: readChain(fields?.project), environment: readChain(fields?.environment) };
}

function readChain(given: DocumentValue | undefined): string[] {
  if (!given || given.isAbsent) return [];
  const list = given.list('tag keys') ?? [];
  const keys = list.map((each) => each.text('"app"', LONGEST_KEY));
  tellRepeated(list, keys);
  return present(keys);
}

function readProjects(given: DocumentValue): Project[] {
  if (given.isAbsent) return [];
  const list = given.list('projects') ?? [];
  const fields = list.map((each) => each.fields('a project', ['id', 'name', 'class', 'owner']));
  const ids = fields.map((each) => each && readId(each.id, '"checkout"'));
  const idFields = fields.map((each, at) => each?.id ?? list[at] ?? given);
  tellRepeated(idFields, ids);
  return present(
    fields.map((each, at): Project | null => {
      const id = ids[at] ?? null;
      if (!each) return null;
      const name = each.name.isAbsent ? id : each.name.text('"Checkout"', LONGEST_NAME);
      const ownClass = each.class.isAbsent ? null : readId(each.class, '"cogs"');
      const owner = each.owner.isAbsent ? null : each.owner.text('"ana@example.com"', LONGEST_NAME);
      return id === null || name === null ? null : { id, name, class: ownClass, owner };
    }),
  );
}

/** Rules as a file has them: `readRules(documentOf(rules))` gives the same rules back. */
export function documentOf({ dimensions, detailRequests, projects, assignments, pools }: Rules): RulesDocument {
  return {
    dimensions,
    detailRequests,
    projects: projects.map(projectDocument),
    assignments: assignments.map(assignmentDocument),
    pools: pools.map(poolDocument),
  };
}

const projectDocument = ({ id, name, class: ownClass, owner }: Project): ProjectDocument => ({
  id,
  name,
  ...(ownClass === null ? {} : { class: ownClass }),
  ...(owner === null ? {} : { owner }),
});
