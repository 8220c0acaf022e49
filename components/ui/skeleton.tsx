/** A grey line where text will stand. */
export function Skeleton({ className }: { className: string }) {
  return (
    <span aria-hidden className={`block animate-pulse rounded-sm bg-rule motion-reduce:animate-none ${className}`} />
  );
}

const WIDTHS = ['w-40', 'w-52', 'w-32', 'w-44', 'w-56', 'w-36'] as const;

/** A sheet of the size that the loaded one will have: a header and thirty-pixel rows. */
export function SheetSkeleton({ rows, label }: { rows: number; label: string }) {
  return (
    <div role="status" aria-label={label} className="border border-rule bg-surface">
      <div className="h-10 border-b-[1.5px] border-rule-ink" />
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical rows that never move
        <div key={row} className="flex h-(--row) items-center justify-between px-3">
          <Skeleton className={`h-2.5 ${WIDTHS[row % WIDTHS.length] ?? 'w-40'}`} />
          <Skeleton className="h-2.5 w-24" />
        </div>
      ))}
    </div>
  );
}
