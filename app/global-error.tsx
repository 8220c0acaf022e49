'use client';

import './theme.css';
import { Failure } from './failure';

export default function GlobalError(props: { error: Error & { digest?: string }; reset: () => void }) {
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
