import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { Frame } from '@/components/shell/frame';
import { loadShell } from '@/lib/reports/shell';
import { signOut } from '../(auth)/sign-in/actions';
import { themeOf } from '../theme';

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const [{ signedIn, viewer, ...shell }, jar] = await Promise.all([loadShell(), cookies()]);
  return (
    <Frame {...shell} signedIn={signedIn ? { as: viewer, signOut } : null} theme={themeOf(jar.get('theme')?.value)}>
      {children}
    </Frame>
  );
}
