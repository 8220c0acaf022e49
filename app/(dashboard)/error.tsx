'use client';

import { Failure, type FailureProps } from '../failure';

export default function DashboardError(props: FailureProps) {
  return (
    <main id="content" className="px-3.5 pt-4 pb-20 tablet:px-6 tablet:pt-[22px]">
      <Failure {...props} />
    </main>
  );
}
