import Link from 'next/link';
import type { ReactNode } from 'react';
import { CONTROL, type ControlTone } from './control';

type Props = {
  href: string;
  children: ReactNode;
  tone?: ControlTone;
  icon?: ReactNode;
  /** For a file: the browser fetches it itself instead of the router. */
  download?: boolean;
  className?: string;
};

/** A link that looks like a button: another page, or a file. */
export function LinkButton({ href, children, tone = 'normal', icon, download = false, className = '' }: Props) {
  const look = `${CONTROL[tone]} ${className}`;
  if (download) {
    return (
      <a href={href} download className={look}>
        {icon}
        {children}
      </a>
    );
  }
  return (
    <Link href={href} className={look}>
      {icon}
      {children}
    </Link>
  );
}
