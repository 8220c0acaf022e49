import type { ComponentProps, ReactNode } from 'react';
import { CONTROL, type ControlTone } from './control';

type Props = Omit<ComponentProps<'button'>, 'className'> & { tone?: ControlTone; icon?: ReactNode; className?: string };

/** A button that does something on this page; what goes somewhere else is a `LinkButton`. */
export function Button({ tone = 'normal', icon, className = '', children, type = 'button', ...rest }: Props) {
  return (
    <button {...rest} type={type} className={`${CONTROL[tone]} ${className}`}>
      {icon}
      {children}
    </button>
  );
}
