import { CircleCheck, CircleX } from 'lucide-react';

type Line = { readonly id: string; readonly ok: boolean; readonly detail: string; readonly fix: string | null };

const NAMES: Readonly<Record<string, string>> = {
  identity: 'Identity',
  organization: 'Organization',
  costExplorerEnabled: 'Cost Explorer',
  activeTags: 'Cost-allocation tags',
};

/** Every check with what was found, and the exact fix of each that failed. */
export function CheckList({ checks }: { checks: readonly Line[] }) {
  return (
    <ul aria-label="Checks" className="divide-y divide-rule border border-rule bg-surface">
      {checks.map(({ id, ok, detail, fix }) => (
        <li key={id} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 px-3.5 py-2">
          {ok ? (
            <CircleCheck size={15} className="mt-0.5 text-accent" aria-label="passed" />
          ) : (
            <CircleX size={15} className="mt-0.5 text-negative" aria-label="failed" />
          )}
          <p className="min-w-0 [overflow-wrap:anywhere]">
            <b className="font-[560]">{NAMES[id] ?? id}</b> <span className="text-ink-2">{detail}</span>
          </p>
          {!ok && fix && <p className="col-start-2 mt-0.5 text-s [overflow-wrap:anywhere]">{fix}</p>}
        </li>
      ))}
    </ul>
  );
}
