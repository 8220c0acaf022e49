import type { Metadata } from 'next';
import { LinkButton } from '@/components/ui/link-button';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <main className="mx-auto grid min-h-dvh max-w-[60ch] content-center gap-3 px-6">
      <h1>No such page</h1>
      <p className="text-ink-2">
        The address names nothing that exists here. It may have been mistyped, or the screen may have another name now.
      </p>
      <div>
        <LinkButton href="/accounts" tone="primary">
          Go to Accounts
        </LinkButton>
      </div>
    </main>
  );
}
