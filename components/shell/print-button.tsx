'use client';

import { Printer } from 'lucide-react';
import { Button } from '@/components/ui/button';

/** Prints the page as it stands; the print styles leave out what is no figure. */
export function PrintButton() {
  return (
    <Button icon={<Printer size={13} className="text-ink-3" aria-hidden />} onClick={() => window.print()}>
      Print
    </Button>
  );
}
