/** The look that buttons, selects and fields share: 28 pixels high, thin rule, raised paper. */
const BASE =
  'inline-flex h-7 max-w-full items-center gap-[7px] whitespace-nowrap rounded-md border px-2.5 text-m font-[450] select-none ' +
  'not-data-disabled:not-disabled:not-aria-disabled:hover:brightness-[.97] disabled:opacity-50 data-disabled:opacity-50';

export const CONTROL = {
  normal: `${BASE} border-rule-2 bg-raised text-ink`,
  quiet: `${BASE} border-transparent bg-transparent text-ink-2 hover:bg-hover hover:text-ink`,
  primary: `${BASE} border-accent bg-accent font-[550] text-on-accent`,
} as const;
export type ControlTone = keyof typeof CONTROL;

/** A surface that lies over the page: menus, popovers, dialogs. */
export const OVERLAY = 'rounded-md border border-rule-2 bg-raised text-ink outline-none';
export const OPTION =
  'flex min-h-7 cursor-default items-center gap-2 rounded-sm px-2.5 py-1 text-m outline-none select-none data-highlighted:bg-hover data-disabled:text-ink-3';
