'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Caution } from '@/components/ui/caution';
import { Combobox } from '@/components/ui/combobox';
import { CopyText } from '@/components/ui/copy-text';
import { TextField } from '@/components/ui/text-field';
import { formatPlural } from '@/lib/format/count';
import { formatPrice } from '@/lib/format/money';
import { CheckList } from './check-list';

type Form = { name: string; roleArn: string; externalId: string; region: string; historyMonths: string };
type Check = { readonly id: string; readonly ok: boolean; readonly detail: string; readonly fix: string | null };
type Reply =
  | { readonly kind: 'faults'; readonly faults: Readonly<Record<string, string>> }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'checked'; readonly checks: readonly Check[]; readonly ok: boolean }
  | {
      readonly kind: 'connected';
      readonly connectionId: string;
      readonly requests: number;
      readonly price: string;
      readonly notices: readonly string[];
      /** Where the first administrator is made; null once somebody can sign in. */
      readonly setup: string | null;
    };

type Props = {
  externalId: string;
  policy: string;
  trust: string;
  nameOurselves: (externalId: string) => Promise<{ trust: string } | { message: string }>;
  check: (form: Form) => Promise<Reply>;
  connect: (form: Form) => Promise<Reply>;
};

/** One region of each partition decides where Cost Explorer and Organizations are asked; any other may be typed. */
const REGIONS = [
  'us-east-1',
  'eu-central-1',
  'eu-west-1',
  'ap-southeast-2',
  'us-gov-west-1',
  'us-gov-east-1',
  'cn-north-1',
  'cn-northwest-1',
  'eusc-de-east-1',
];

/** The guided connection of a payer: what to paste at AWS, what to fill in here, what is missing, what it will cost. */
export function ConnectPanel({ externalId, policy, trust, nameOurselves, check, connect }: Props) {
  const [form, setForm] = useState<Form>({ name: '', roleArn: '', externalId, region: '', historyMonths: '14' });
  const [reply, setReply] = useState<Reply | null>(null);
  const [trustText, setTrustText] = useState(trust);
  const [said, setSaid] = useState('');
  const [busy, start] = useTransition();
  const faults = reply?.kind === 'faults' ? reply.faults : {};
  const field = (name: keyof Form) => ({
    value: form[name],
    fault: faults[name] ?? '',
    onChange: (text: string) => setForm({ ...form, [name]: text }),
  });
  const send = (act: (form: Form) => Promise<Reply>) => start(async () => setReply(await act(form)));
  const fillPrincipal = () =>
    start(async () => {
      const answer = await nameOurselves(externalId);
      if ('trust' in answer) setTrustText(answer.trust);
      else setSaid(answer.message);
    });
  return (
    <ol className="grid max-w-[880px] gap-8">
      <Step number={1} title="Let a role read, in the management account">
        <p className="text-ink-2">
          Create a role there with this policy. It reads the organization and its costs, and nothing more.
        </p>
        <CopyText label="Policy of the role" text={policy} />
      </Step>
      <Step number={2} title="Let this installation assume it">
        <p className="text-ink-2">
          The trust policy of the role, with an external id made for you. Skip both steps when this machine has
          credentials of the management account itself.
        </p>
        <CopyText label="Trust policy of the role" text={trustText} />
        <div>
          <Button onClick={fillPrincipal} disabled={busy}>
            Fill in who we are
          </Button>
        </div>
        {said !== '' && <Caution>{said}</Caution>}
      </Step>
      <Step number={3} title="Say where it is">
        <div className="grid gap-3 tablet:grid-cols-2">
          <TextField label="Name of the organization" placeholder="My organization" {...field('name')} />
          <TextField
            label="ARN of the role (empty: the credentials of this machine)"
            placeholder="arn:aws:iam::111122223333:role/Subledger"
            {...field('roleArn')}
          />
          <TextField label="External id" {...field('externalId')} />
          <Combobox label="Region (empty: us-east-1)" placeholder="us-east-1" options={REGIONS} {...field('region')} />
          <TextField label="Months of history, 14 to 38" numeric {...field('historyMonths')} />
        </div>
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => send(check)} disabled={busy}>
            Check
          </Button>
          <Button tone="primary" onClick={() => send(connect)} disabled={busy}>
            Connect
          </Button>
        </div>
        <div aria-live="polite" className="grid gap-3">
          {busy && <p className="text-ink-2">Asking AWS…</p>}
          {!busy && reply && <Answer reply={reply} />}
        </div>
      </Step>
    </ol>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <li className="grid min-w-0 gap-3">
      <h2>
        <span className="mr-2 text-ink-3">{number}</span>
        {title}
      </h2>
      {children}
    </li>
  );
}

function Answer({ reply }: { reply: Reply }) {
  const router = useRouter();
  switch (reply.kind) {
    case 'faults':
      return <Caution>Some fields are not right yet; each says what would be.</Caution>;
    case 'refused':
      return <Caution>{reply.message}</Caution>;
    case 'checked':
      return (
        <>
          <p className="font-[560]">
            {reply.ok ? 'Everything that a sync needs is there.' : 'Something is missing. Nothing was stored.'}
          </p>
          <CheckList checks={reply.checks} />
        </>
      );
    case 'connected':
      return (
        <>
          <p className="font-[560]">
            Connected. The first sync makes about {formatPlural(reply.requests, 'request')}, for{' '}
            {formatPrice(reply.price, 'USD')}.
          </p>
          {reply.notices.map((notice) => (
            <Caution key={notice}>{notice}</Caution>
          ))}
          {reply.setup !== null && (
            <p>
              Nobody can sign in to these books yet, and this browser is let in for twelve hours.{' '}
              <a href={reply.setup} target="_blank" rel="noreferrer" className="underline underline-offset-2">
                Make yourself their administrator
              </a>{' '}
              within a day; the link works once.
            </p>
          )}
          <div>
            <Button
              tone="primary"
              onClick={() => router.push(`/settings/sync?connection=${encodeURIComponent(reply.connectionId)}`)}
            >
              See the plan and start the first sync
            </Button>
          </div>
        </>
      );
  }
}
