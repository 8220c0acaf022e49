'use client';

import { Failure } from './failure';

export default function RootError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="mx-auto max-w-[80ch] px-6 py-16">
      <Failure {...props} />
    </main>
  );
}
