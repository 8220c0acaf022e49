'use client';

import { Download, Upload } from 'lucide-react';
import { useRef, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { LinkButton } from '@/components/ui/link-button';
import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { formatPlural } from '@/lib/format/count';
import type { FileReply, RulesScreenActions } from './rules-preview';
import type { WorkingRules } from './use-draft';

type Props = { working: WorkingRules; mayChange: boolean; readFile: RulesScreenActions['readFile'] };

const SHOWN = 100;
/** What a page may send. The command line takes more. */
const LARGEST_BYTES = 1_000_000;

/** The rules as a file: out in JSON or YAML, and in as a draft whose effect is seen before it is saved. */
export function RulesFile({ working, mayChange, readFile }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [reply, setReply] = useState<FileReply | null>(null);
  const [busy, start] = useTransition();
  const read = (file: File | undefined) => {
    if (!file) return;
    if (file.size > LARGEST_BYTES) {
      const message = `${file.name} is larger than 1 MB. Import it with: npm run -s subledger -- rules import FILE`;
      setReply({ ok: false, message, faults: [] });
      return;
    }
    start(async () => {
      const form = new FormData();
      form.set('file', file);
      const found = await readFile(form);
      setReply(found);
      if (found.ok) working.edit(() => found.document, `Imported ${file.name}`);
      if (input.current) input.current.value = '';
    });
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap gap-2 print:hidden">
        {(['yaml', 'json'] as const).map((format) => (
          <LinkButton
            key={format}
            href={`/settings/rules/file?format=${format}`}
            download
            icon={<Download size={13} className="text-ink-3" aria-hidden />}
          >
            Export {format.toUpperCase()}
          </LinkButton>
        ))}
        {mayChange && (
          <>
            <input
              ref={input}
              type="file"
              aria-label="Rules file"
              accept=".json,.yaml,.yml"
              className="sr-only"
              tabIndex={-1}
              onChange={(event) => read(event.target.files?.[0])}
            />
            <Button
              icon={<Upload size={13} className="text-ink-3" aria-hidden />}
              disabled={busy}
              onClick={() => input.current?.click()}
            >
              {busy ? 'Reading…' : 'Import a file'}
            </Button>
          </>
        )}
      </div>
      {reply && !reply.ok && <Faults reply={reply} />}
    </div>
  );
}

function Faults({ reply }: { reply: Extract<FileReply, { ok: false }> }) {
  const { message, faults } = reply;
  return (
    <ErrorState title={faults.length > 0 ? formatPlural(faults.length, 'fault') : 'Not imported'}>
      <p className="mb-2">{message}</p>
      {faults.length > 0 && (
        <Sheet label="Faults of the file">
          <thead>
            <tr>
              <HeadCell align="right">Line</HeadCell>
              <HeadCell>Where</HeadCell>
              <HeadCell className="w-full">What is wrong</HeadCell>
            </tr>
          </thead>
          <tbody>
            {faults.slice(0, SHOWN).map(({ line, column, path, message: words }) => (
              <BodyRow key={`${line} ${column} ${path} ${words}`}>
                <BodyCell align="right">{line}</BodyCell>
                <BodyCell>
                  <code className="font-mono text-s">{path}</code>
                </BodyCell>
                <BodyCell>{words}</BodyCell>
              </BodyRow>
            ))}
          </tbody>
        </Sheet>
      )}
      {faults.length > SHOWN && <p className="mt-1">and {faults.length - SHOWN} more</p>}
    </ErrorState>
  );
}
