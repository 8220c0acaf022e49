'use client';

import { Failure, type FailureProps } from './failure';

export default function RootError(props: FailureProps) {
  return (
    <main className="mx-auto max-w-[80ch] px-6 py-16">
      <Failure {...props} />
    </main>
  );
}
