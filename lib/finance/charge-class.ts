/** The charge classes of `finance.md` §4, in the order in which screens list them. */
export const CHARGE_CLASSES = [
  'usage',
  'commitment',
  'support',
  'other',
  'discount',
  'credit',
  'refund',
  'tax',
] as const;
export type ChargeClass = (typeof CHARGE_CLASSES)[number];

const RECORD_TYPES: Record<Exclude<ChargeClass, 'other'>, string> = {
  usage: 'usage discountedusage reservationappliedusage savingsplancoveredusage flatratesubscription',
  commitment:
    'savingsplannegation savingsplanrecurringfee savingsplanupfrontfee rifee recurring recurringreservationfee fee upfront upfrontreservationfee',
  support: 'support supportfee',
  discount:
    'enterprisediscountprogramdiscount edpdiscount privateratediscount privateratecarddiscount bundleddiscount solutionproviderprogramdiscount sppdiscount distributordiscount rivolumediscount discount',
  credit: 'credit',
  refund: 'refund',
  tax: 'tax',
};

const CLASS_OF = new Map<string, ChargeClass>(
  Object.entries(RECORD_TYPES).flatMap(([charge, names]) =>
    names.split(' ').map((name) => [name, charge as ChargeClass]),
  ),
);

/** Lower case without anything but letters and digits: AWS spells one record type in several ways. */
export const normaliseRecordType = (raw: string): string => raw.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The class of a raw record type. What no row of the table names is `other`: it stays in the total, with a notice. */
export const chargeClassOf = (raw: string): ChargeClass => CLASS_OF.get(normaliseRecordType(raw)) ?? 'other';

/** False for a record type that the table does not name ("Other" and its long form are AWS's own names). */
export const isKnownRecordType = (raw: string): boolean =>
  CLASS_OF.has(normaliseRecordType(raw)) || ['other', 'otheroutofcyclecharges'].includes(normaliseRecordType(raw));
