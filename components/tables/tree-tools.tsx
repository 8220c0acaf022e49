'use client';

import { ChevronsDownUp, ChevronsUpDown } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { SearchField } from '@/components/ui/search-field';
import { useTreeView } from './tree-view';

/** The search of the tree, and the two buttons that open and close all of it. */
export function TreeTools() {
  const { words, setWords, setExpansion } = useTreeView();
  return (
    <>
      <SearchField
        label="Search accounts"
        placeholder="Name, id, e-mail"
        value={words}
        onChange={setWords}
        className="w-full tablet:w-[230px]"
      />
      <Button
        icon={<ChevronsUpDown size={13} className="text-ink-3" aria-hidden />}
        onClick={() => setExpansion({ base: 'all', toggled: new Set() })}
      >
        Expand
      </Button>
      <Button
        icon={<ChevronsDownUp size={13} className="text-ink-3" aria-hidden />}
        onClick={() => setExpansion({ base: 'none', toggled: new Set() })}
      >
        Collapse
      </Button>
    </>
  );
}
