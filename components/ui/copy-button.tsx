'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useToast } from './toast';

/** Copies a short text that stands beside it, such as an id. */
export function CopyButton({ label, text }: { label: string; text: string }) {
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
    <button
      type="button"
      aria-label={copied ? `${label}: copied` : `Copy ${label}`}
      onClick={copy}
      className="ml-1.5 inline-grid size-5 place-items-center rounded-sm align-middle text-ink-3 hover:bg-hover hover:text-ink print:hidden"
    >
      {copied ? <Check size={12} aria-hidden /> : <Copy size={12} aria-hidden />}
    </button>
  );
}
