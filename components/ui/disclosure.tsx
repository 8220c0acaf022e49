'use client';

import { Collapsible } from '@base-ui/react/collapsible';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

/** A part of the page that opens in place. */
export function Disclosure({
  summary,
  children,
  open = false,
}: {
  summary: ReactNode;
  children: ReactNode;
  open?: boolean;
}) {
  return (
    <Collapsible.Root defaultOpen={open}>
      <Collapsible.Trigger className="group flex items-center gap-1.5 text-ink-2 hover:text-ink">
        <ChevronRight size={13} className="group-data-panel-open:rotate-90" aria-hidden />
        {summary}
      </Collapsible.Trigger>
      <Collapsible.Panel className="mt-2">{children}</Collapsible.Panel>
    </Collapsible.Root>
  );
}
