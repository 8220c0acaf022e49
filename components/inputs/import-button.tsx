'use client';

import { Upload } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { InputName } from '@/lib/finance/input-kind';
import type { InputActions } from './input-actions';

// Fetched when it opens.
const ImportDialog = lazy(() => import('./import-dialog').then((part) => ({ default: part.ImportDialog })));

type Props = {
  kind: InputName;
  nameOf: (entity: string) => string;
  importFile: InputActions['importFile'];
  onImported: () => void;
};

/** Opens the import of a file. */
export function ImportButton(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<Upload size={13} aria-hidden />} onClick={() => setOpen(true)}>
        Import CSV
      </Button>
      {open && (
        <Suspense fallback={null}>
          <ImportDialog {...props} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
