import type { Basis } from '@/lib/finance/basis';

/** What a finance person calls each basis, and what it is for. */
export const BASIS_NAMES: Record<Basis, { readonly name: string; readonly note: string }> = {
  unblended: { name: 'Unblended', note: 'what the invoice says' },
  amortized: { name: 'Amortized', note: 'commitments spread over their term' },
  netUnblended: { name: 'Net unblended', note: 'the invoice after negotiated discounts' },
  netAmortized: { name: 'Net amortized', note: 'spread, after negotiated discounts' },
  blended: { name: 'Blended', note: 'organisation-average rates; not for allocation' },
};
