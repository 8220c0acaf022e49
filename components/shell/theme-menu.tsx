'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { ChoiceMenu } from '@/components/ui/menu';

const CHOICES = [
  { value: 'system', label: 'As the system', icon: <Monitor size={14} aria-hidden /> },
  { value: 'light', label: 'Light', icon: <Sun size={14} aria-hidden /> },
  { value: 'dark', label: 'Dark', icon: <Moon size={14} aria-hidden /> },
];

const YEAR = 365 * 86_400;

/** Light or dark. A cookie keeps it, so that the server draws the right one at once and nothing flashes. */
export function ThemeMenu({ initial }: { initial: string }) {
  const [theme, setTheme] = useState(initial);
  const choose = (next: string) => {
    setTheme(next);
    document.documentElement.dataset.theme = next;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
    document.cookie = `theme=${next}; path=/; max-age=${YEAR}; samesite=lax`;
  };
  const icon = CHOICES.find(({ value }) => value === theme)?.icon;
  return <ChoiceMenu label="Theme" icon={icon} groupLabel="Theme" choices={CHOICES} value={theme} onChange={choose} />;
}
