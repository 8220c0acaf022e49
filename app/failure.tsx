'use client';

import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';

export type FailureProps = { error: Error & { digest?: string }; retry: () => void };

/** What a page says when it could not be made. The server's log has the cause under the same number. */
export function Failure({ error, retry }: FailureProps) {
  return (
    <ErrorState
      title="This page could not be shown"
      action={
        <Button tone="primary" onClick={retry}>
          Try again
        </Button>
      }
    >
      <p>
        Nothing was changed, and no figure is shown rather than a wrong one. If it happens again, look in the server's
        log{error.digest ? ` for ${error.digest}` : ''}, or run{' '}
        <code className="font-mono text-s">npm run -s subledger -- doctor</code>.
      </p>
    </ErrorState>
  );
}
