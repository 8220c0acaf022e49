'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useToast } from './toast';

/** A command or text to paste, with a button that copies it. */
export function CopyText({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState(false);
  const toast = useToast();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      toast.add({ title: 'Not copied', description: 'The browser did not allow it. Select the text and copy it.' });
    }
  };
  return (
    <div className="flex items-start gap-2 border border-rule bg-paper py-1.5 pr-1.5 pl-3">
      <code className="min-w-0 grow self-center whitespace-pre-wrap font-mono text-s [overflow-wrap:anywhere]">
        {text}
      </code>
      <button
        type="button"
        aria-label={copied ? `${label}: copied` : `Copy: ${label}`}
        onClick={copy}
        className="rounded-sm p-1.5 text-ink-2 hover:bg-hover hover:text-ink"
      >
        {copied ? <Check size={13} aria-hidden /> : <Copy size={13} aria-hidden />}
      </button>
    </div>
  );
}
