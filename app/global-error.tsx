'use client';

import './theme.css';
import { Failure, type FailureProps } from './failure';

export default function GlobalError(props: FailureProps) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto max-w-[80ch] px-6 py-16">
          <Failure {...props} />
        </main>
      </body>
    </html>
  );
}
