import { formatCents } from '@/lib/format/money';

/** An amount as it is printed, in whole cents that add up with their neighbours; `exact` is what it is, `zero` exactly nothing. */
export type PrintedAmount = { readonly cents: bigint; readonly exact: string; readonly zero: boolean };

/** A printed amount in words: a dash for nothing. */
export const printedText = ({ cents, zero }: PrintedAmount): string => (zero ? '–' : formatCents(cents));
