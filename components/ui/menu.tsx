'use client';

import type { ReactNode } from 'react';
import { CONTROL } from './control';
import { later, useLater } from './later';

export type MenuChoice = { readonly value: string; readonly label: string; readonly icon?: ReactNode };

export type ChoiceMenuProps = {
  /** What the button says; `icon` alone shows when there is one. */
  label: string;
  icon?: ReactNode;
  groupLabel: string;
  choices: readonly MenuChoice[];
  value: string;
  onChange: (value: string) => void;
};

const CONTROL_PART = later(() => import('./menu-control').then(({ MenuControl }) => MenuControl));

/** A button whose menu sets one thing. */
export function ChoiceMenu(props: ChoiceMenuProps) {
  const { found: Control, handover, standIn } = useLater(CONTROL_PART);
  if (Control) return <Control {...props} handover={handover} />;
  return (
    <button
      type="button"
      aria-label={props.label}
      title={props.label}
      aria-haspopup="menu"
      aria-expanded="false"
      className={`${CONTROL.quiet} px-1.5`}
      {...standIn}
    >
      {props.icon ?? props.label}
    </button>
  );
}
