'use client';

import { Upload } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { FileKind } from './import-dialog';
import type { FileReply } from './input-actions';

// Fetched when it opens.
const ImportDialog = lazy(() => import('./import-dialog').then((part) => ({ default: part.ImportDialog })));

type Props = {
  kind: FileKind;
  nameOf: (entity: string) => string;
  send: (form: FormData, dryRun: boolean) => Promise<FileReply>;
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
