import { ArrowRight } from 'lucide-react';
import Link from 'next/link';

/** Says that nothing here is real, and leads to what is. */
export function DemoBanner() {
  return (
    <aside
      aria-label="Demo"
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-0.5 bg-accent-soft px-3.5 py-1.5 text-s tablet:px-6 print:hidden"
    >
      <p>
        <b className="font-[600]">Demo.</b> An invented company, pulled through a local endpoint that speaks AWS.
      </p>
      <Link
        href="/settings/connect"
        className="flex items-center gap-1 font-[560] text-accent underline-offset-2 hover:underline"
      >
        Connect your own organization
        <ArrowRight size={12} aria-hidden />
      </Link>
    </aside>
  );
}
