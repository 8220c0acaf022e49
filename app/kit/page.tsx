import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { KitCharts } from './kit-charts';
import { KitControls } from './kit-controls';
import { KitStates } from './kit-states';

export const metadata: Metadata = { title: 'Kit' };

const THEMES = ['light', 'dark'] as const;

/** Every control and chart in every state, in both themes. It exists in development alone. */
export default function KitPage() {
  if (process.env.NODE_ENV === 'production') notFound();
  return (
    <main id="content">
      <h1 className="px-6 py-5">Kit</h1>
      {THEMES.map((theme) => (
        <section key={theme} data-theme={theme} aria-label={theme} className="grid gap-6 bg-paper px-6 py-6 text-ink">
          <h2>{theme === 'light' ? 'Paper and ink' : 'Slate and chalk'}</h2>
          <KitControls />
          <KitStates />
          <KitCharts />
        </section>
      ))}
    </main>
  );
}
