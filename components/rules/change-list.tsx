import { Disclosure } from '@/components/ui/disclosure';

const SHOWN = 6;

/** Changes of rules in words, one a line; more than a few open on demand. */
export function ChangeList({ changes }: { changes: readonly string[] }) {
  const rest = changes.slice(SHOWN);
  return (
    <div className="text-ink-2 text-s">
      <Lines changes={changes.slice(0, SHOWN)} />
      {rest.length > 0 && (
        <Disclosure summary={`and ${rest.length} more`}>
          <Lines changes={rest} />
        </Disclosure>
      )}
    </div>
  );
}

function Lines({ changes }: { changes: readonly string[] }) {
  return (
    <ul className="grid gap-0.5">
      {changes.map((change) => (
        <li key={change} className="[overflow-wrap:anywhere]">
          {change}
        </li>
      ))}
    </ul>
  );
}
