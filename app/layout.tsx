import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/source-serif-4/wght.css';
import './theme.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import type { ReactNode } from 'react';
import { ToastArea } from '@/components/ui/toast';
import { sans, serif } from './fonts';
import { themeOf } from './theme';

// A page built beforehand could not carry the request's nonce, and the build would read the store.
export const dynamic = 'force-dynamic';

export const metadata: Metadata = {
  title: { default: 'Subledger', template: '%s · Subledger' },
  description: "A company's AWS accounts as a set of books.",
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fffefb' },
    { media: '(prefers-color-scheme: dark)', color: '#171b18' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get('theme')?.value);
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html lang="en" data-theme={theme} className={`${sans.variable} ${serif.variable}`}>
      <body>
        <CSPProvider nonce={nonce}>
          <ToastArea>{children}</ToastArea>
        </CSPProvider>
      </body>
    </html>
  );
}
