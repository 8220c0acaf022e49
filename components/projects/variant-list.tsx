'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { FigureText } from '@/components/tables/figure-text';
import { Button } from '@/components/ui/button';
import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { useToast } from '@/components/ui/toast';
import { type Figure, NOT_APPLICABLE } from '@/lib/format/money';

type Variant = {
  readonly dimension: 'project' | 'environment';
  readonly tagKey: string;
  readonly raw: string;
  readonly target: string;
  readonly targetName: string;
  readonly reason: string;
  readonly figure: Figure;
  readonly exact: string;
  /** The part that would get another home; null where that is not known beforehand. */
  readonly moves: Figure | null;
};

type Added = { ok: true } | { ok: false; message: string };

type Props = {
  variants: readonly Variant[];
  currency: string;
  /** The set of rules that the list was made under: a change meanwhile is told. */
  base: number;
  mayChange: boolean;
  add: (alias: { dimension: string; raw: string; target: string; base: number }) => Promise<Added>;
};

/** Values that look like spellings of another, each with a button that makes it one. */
export function VariantList({ variants, currency, base, mayChange, add }: Props) {
  const router = useRouter();
  const toast = useToast();
  const [pending, start] = useTransition();
  const [asked, setAsked] = useState<string | null>(null);
  const take = ({ dimension, raw, target, targetName }: Variant) => {
    setAsked(`${dimension} ${raw}`);
    start(async () => {
      const done = await add({ dimension, raw, target, base });
      toast.add(
        done.ok
          ? { title: `“${raw}” is ${targetName} now`, description: 'A rule was added; every open month follows it.' }
          : { title: 'Nothing was changed', description: done.message },
      );
      router.refresh();
    });
  };
  return (
    <div className="min-w-0">
      <h2 className="mb-2">Spelling variants</h2>
      {variants.length === 0 ? (
        <p className="border border-rule bg-surface px-4 py-4 text-ink-2">
          No value looks like another spelling of a project or an environment.
        </p>
      ) : (
        <Sheet label="Spelling variants">
          <thead>
            <tr>
              <HeadCell>Value</HeadCell>
              <HeadCell>Key</HeadCell>
              <HeadCell>Looks like</HeadCell>
              <HeadCell>Differs by</HeadCell>
              <HeadCell align="right">Tagged so, {currency}</HeadCell>
              <HeadCell align="right">Would move</HeadCell>
              {mayChange && <HeadCell align="right">Alias</HeadCell>}
            </tr>
          </thead>
          <tbody>
            {variants.map((variant) => {
              const { dimension, tagKey, raw, targetName, reason, figure, exact, moves } = variant;
              const busy = pending && asked === `${dimension} ${raw}`;
              return (
                <BodyRow key={JSON.stringify([dimension, tagKey, raw])}>
                  <BodyCell className="figure min-w-32 whitespace-pre-wrap [overflow-wrap:anywhere]">{raw}</BodyCell>
                  <BodyCell className="text-ink-2">{tagKey}</BodyCell>
                  <BodyCell className="min-w-36 [overflow-wrap:anywhere]">
                    {dimension} {targetName}
                  </BodyCell>
                  <BodyCell className="text-ink-2">{reason}</BodyCell>
                  <BodyCell align="right">
                    <FigureText figure={figure} title={exact} />
                  </BodyCell>
                  <BodyCell align="right">
                    {moves === null ? (
                      <span className="text-ink-3">{NOT_APPLICABLE}</span>
                    ) : (
                      <FigureText figure={moves} />
                    )}
                  </BodyCell>
                  {mayChange && (
                    <BodyCell align="right">
                      <Button
                        disabled={pending}
                        aria-label={`Take ${raw} for ${targetName}`}
                        onClick={() => take(variant)}
                      >
                        {busy ? 'Applying…' : 'Take for it'}
                      </Button>
                    </BodyCell>
                  )}
                </BodyRow>
              );
            })}
          </tbody>
        </Sheet>
      )}
      {variants.length > 0 && (
        <p className="mt-2 max-w-[90ch] text-ink-3 text-s">
          What would move is the usage in accounts that have several projects: an account of its own keeps its home,
          however its resources are tagged.
        </p>
      )}
    </div>
  );
}
