import type { ReactNode } from 'react';
import { Page } from '@/components/shell/page';
import { SettingsNav } from '@/components/shell/settings-nav';

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <Page title="Settings">
      <SettingsNav />
      {children}
    </Page>
  );
}
