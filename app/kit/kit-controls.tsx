'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Combobox } from '@/components/ui/combobox';
import { CopyText } from '@/components/ui/copy-text';
import { Dialog } from '@/components/ui/dialog';
import { Disclosure } from '@/components/ui/disclosure';
import { LinkButton } from '@/components/ui/link-button';
import { ChoiceMenu } from '@/components/ui/menu';
import { Popover } from '@/components/ui/popover';
import { SearchField } from '@/components/ui/search-field';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { useToast } from '@/components/ui/toast';
import { Tooltip } from '@/components/ui/tooltip';
import { KitPart } from './kit-part';

const OPTIONS = [
  { value: 'amortized', label: 'Amortized', note: 'commitments spread over their term' },
  { value: 'unblended', label: 'Unblended', note: 'what the invoice says' },
];

/** What is pressed, chosen, opened and typed into. */
export function KitControls() {
  const [choice, setChoice] = useState('amortized');
  const [words, setWords] = useState('checkout');
  const [open, setOpen] = useState(false);
  const toast = useToast();
  return (
    <>
      <KitPart name="Buttons">
        <Button tone="primary">Primary</Button>
        <Button>Normal</Button>
        <Button tone="quiet">Quiet</Button>
        <Button icon={<Download size={13} aria-hidden />}>With an icon</Button>
        <Button disabled>Disabled</Button>
        <LinkButton href="/kit">A link</LinkButton>
        <Tooltip content="A word of explanation">
          <Button>With a tooltip</Button>
        </Tooltip>
      </KitPart>
      <KitPart name="Choices">
        <Select label="Basis" options={OPTIONS} value={choice} onChange={setChoice} />
        <Select label="Basis, disabled" options={OPTIONS} value={choice} onChange={setChoice} disabled />
        <Segmented label="Basis, side by side" options={OPTIONS} value={choice} onChange={setChoice} />
        <ChoiceMenu label="Basis, as a menu" groupLabel="Basis" choices={OPTIONS} value={choice} onChange={setChoice} />
        <Combobox label="Service" options={['checkout', 'checkout-dev', 'search']} value={words} onChange={setWords} />
        <Combobox
          label="Service, wrong"
          options={['checkout']}
          value={words}
          onChange={setWords}
          fault="There is no such service."
        />
        <SearchField label="Search" placeholder="Name, id, e-mail" value={words} onChange={setWords} />
        <SearchField label="Search, empty" placeholder="Name, id, e-mail" value="" onChange={setWords} />
      </KitPart>
      <KitPart name="Surfaces">
        <Popover label="Open a popover" trigger="Popover">
          <p className="p-2">A small surface beside its control.</p>
        </Popover>
        <Button onClick={() => setOpen(true)}>Dialog</Button>
        <Dialog title="A dialog" open={open} onOpenChange={setOpen}>
          It takes the keyboard until it is closed.
        </Dialog>
        <Button onClick={() => toast.add({ title: 'Saved', description: 'The rule counts from November on.' })}>
          Toast
        </Button>
        <Disclosure summary="Disclosure">What opens in place.</Disclosure>
        <CopyText label="Command" text="npm run -s subledger -- doctor --name NAME" />
      </KitPart>
    </>
  );
}
