import type { ReactNode } from 'react';

type Tile = { readonly name: string; readonly figure: ReactNode; readonly note: ReactNode };

const COLUMNS: Readonly<Record<number, string>> = {
  5: 'desk:grid-cols-5 print:grid-cols-5',
  6: 'desk:grid-cols-3 wide:grid-cols-6 print:grid-cols-6',
};

/** The few figures that a page begins with, side by side: up to six. */
export function Tiles({ label, tiles }: { label: string; tiles: readonly Tile[] }) {
  return (
    <section
      aria-label={label}
      className={`mb-4 grid grid-cols-2 gap-px border border-rule bg-rule ${COLUMNS[tiles.length] ?? 'desk:grid-cols-4 print:grid-cols-4'}`}
    >
      {tiles.map(({ name, figure, note }) => (
        <div key={name} className="min-w-0 bg-surface px-4 py-3 print:px-2 print:py-1">
          <p className="text-ink-2 text-s">{name}</p>
          <p className="figure mt-1 font-serif text-[22px] font-[600] leading-tight print:mt-0 print:text-[16px]">
            {figure}
          </p>
          <p className="mt-1 text-ink-3 text-xs print:hidden">{note}</p>
        </div>
      ))}
    </section>
  );
}
