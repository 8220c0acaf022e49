import type { OrganizationAccount, OrganizationalUnit } from '@/lib/finance/organization';
import { readJson, tagsColumn } from './json-text';
import type { Content, VersionTable } from './versions';

export const ACCOUNTS: VersionTable = {
  table: 'AccountVersion',
  id: 'accountId',
  columns: ['name', 'email', 'arn', 'state', 'joinedMethod', 'joinedAt', 'parentId', 'tags'],
};

export const UNITS: VersionTable = { table: 'UnitVersion', id: 'unitId', columns: ['parentId', 'name', 'tags'] };

type Tags = Readonly<Record<string, string>>;

/** One text for one set of tags, in whatever order they came. */
export const tagsText = (tags: Tags): string =>
  JSON.stringify(Object.fromEntries(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1))));

export type AccountContent = {
  readonly name: string;
  readonly state: string | null;
  readonly parentId: string | null;
  readonly tags: string;
};

/** The named parts of an account's version. */
export const accountOf = (content: Content): AccountContent => ({
  name: content[0] ?? '',
  state: content[3] ?? null,
  parentId: content[6] ?? null,
  tags: content[7] ?? '{}',
});

/** An account as a version keeps it. Tags that were not asked for, and a place that the walk missed, stay as they were. */
export const accountContent = (account: OrganizationAccount, known: Content | undefined): Content => [
  account.name,
  account.email,
  account.arn,
  account.state,
  account.joinedMethod,
  account.joinedAt,
  account.parentId ?? known?.[6] ?? null,
  account.tags ? tagsText(account.tags) : (known?.[7] ?? '{}'),
];

export const withTags = (content: Content, tags: Tags): Content => [...content.slice(0, 7), tagsText(tags)];

export const unitContent = (unit: OrganizationalUnit, known: Content | undefined): Content => [
  unit.parentId,
  unit.name,
  unit.tags ? tagsText(unit.tags) : (known?.[2] ?? '{}'),
];

export function toAccount(id: string, content: Content): OrganizationAccount {
  const [name, email, arn, state, joinedMethod, joinedAt, parentId, tags] = content;
  return {
    id,
    name: name ?? '',
    email: email ?? null,
    arn: arn ?? null,
    state: state ?? null,
    joinedMethod: joinedMethod ?? null,
    joinedAt: joinedAt ?? null,
    parentId: parentId ?? null,
    tags: toTags(tags, 'AccountVersion.tags'),
  };
}

export function toUnit(id: string, [parentId, name, tags]: Content): OrganizationalUnit {
  return { id, parentId: parentId ?? '', name: name ?? '', tags: toTags(tags, 'UnitVersion.tags') };
}

const toTags = (text: string | null | undefined, column: string): Tags =>
  !text || text === '{}' ? {} : readJson(tagsColumn, text, column);
