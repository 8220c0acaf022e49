import type { CostsFilter, EvidenceLink } from '@/lib/finance/review/finding';
import type { Books } from './books';

type Place = Pick<Books, 'months' | 'basis'> & { readonly connection: string };

const period = ({ months, basis, connection }: Place): [string, string][] => [
  ['connection', connection],
  ['from', months.from],
  ['to', months.to],
  ['basis', basis],
];

/** The screen on which a figure of evidence can be looked at, in its months and basis. */
export function evidenceHref(link: EvidenceLink, place: Place): string {
  const address = (path: string, more: readonly [string, string][] = []) =>
    `${path}?${new URLSearchParams([...more, ...period(place)])}`;
  switch (link.to) {
    case 'account':
      return address(`/accounts/${encodeURIComponent(link.id)}`);
    case 'ou':
      return address(`/accounts/ou/${encodeURIComponent(link.id)}`);
    case 'project':
      return address(`/projects/${encodeURIComponent(link.id)}`);
    case 'statement':
      return address(
        '/statements',
        link.columns.map((column) => ['column', column]),
      );
    case 'tag-doctor':
      return address('/projects/tags');
    case 'shared-costs':
      return address('/shared');
  }
}

const DIMENSIONS = ['account', 'ou', 'project', 'environment', 'service', 'chargeClass'] as const;

/** The call of the API whose `total` is the figure. */
export function costsHref(filter: CostsFilter, place: Place): string {
  const filters = DIMENSIONS.flatMap((name) => (filter[name] ?? []).map((text): [string, string] => [name, text]));
  // Grouping by what is filtered adds nothing else to the total.
  const groupBy = DIMENSIONS.find((name) => filter[name] !== undefined && name !== 'ou') ?? 'account';
  return `/api/v1/costs?${new URLSearchParams([['groupBy', groupBy], ...filters, ...period(place)])}`;
}
