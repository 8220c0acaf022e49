import type { ReactNode } from 'react';
import { CopyText } from '@/components/ui/copy-text';

const RUN = 'npm run -s subledger --';

type Step = { readonly title: string; readonly about: ReactNode; readonly command: string };

const AWS: readonly Step[] = [
  {
    title: 'Connect the payer with the credentials of this machine',
    about:
      'Run it where the AWS SDK finds credentials of the management account: a profile, an instance role, AWS_PROFILE. Keys are never stored. The checks run first and say what is missing.',
    command: `${RUN} connect --name "My organization"`,
  },
  {
    title: 'Or through a read-only role',
    about: 'The role lives in the management account and trusts this machine, with an external id that you choose.',
    command: `${RUN} connect --name "My organization" --role-arn arn:aws:iam::111122223333:role/Subledger --external-id CHOOSE-ONE`,
  },
  {
    title: 'See what is missing',
    about: 'Every permission and setting that is needed, with the exact fix for each that fails.',
    command: `${RUN} doctor`,
  },
];

const FILES: readonly Step[] = [
  {
    title: 'A FOCUS file',
    about: 'FOCUS 1.0 to 1.2, as CSV, gzip or Parquet. Bad lines are listed before anything is imported.',
    command: `${RUN} import focus FILE --name "My bill"`,
  },
  {
    title: 'A Cost and Usage Report',
    about: 'Legacy or 2.0, as CSV, gzip or Parquet; several files of one billing period at once.',
    command: `${RUN} import cur FILE --name "My bill"`,
  },
];

/** How to bring in real books: AWS itself, or a bill in a file. */
export function ConnectionGuide() {
  return (
    <div className="grid gap-x-8 gap-y-6 desk:grid-cols-2">
      <Steps title="Connect AWS" steps={AWS} />
      <Steps title="Import a bill" steps={FILES} />
    </div>
  );
}

function Steps({ title, steps }: { title: string; steps: readonly Step[] }) {
  return (
    <section className="min-w-0">
      <h2 className="mb-3">{title}</h2>
      <ol className="grid gap-5">
        {steps.map((step) => (
          <li key={step.title} className="grid min-w-0 gap-1.5">
            <h3>{step.title}</h3>
            <p className="text-pretty text-ink-2">{step.about}</p>
            <CopyText label={step.title} text={step.command} />
          </li>
        ))}
      </ol>
    </section>
  );
}
