import type { Basis } from '@/lib/finance/basis';
import { formatDecimal, magnitude, parseDecimal, toCents } from '@/lib/finance/money';
import { BASIS_NAMES } from '@/lib/format/basis';
import { type Figure, figureOf, formatExact, formatFigure } from '@/lib/format/money';
import { roundParts } from '@/lib/format/parts';

/** The identity of `finance.md` §9 for some months of one currency, in exact decimal strings. */
export type Strip = {
  readonly basis: Basis;
  readonly currency: string;
  readonly parts: readonly {
    readonly name: 'accounts' | 'direct' | 'shared' | 'unallocated' | 'residual';
    readonly amount: string;
  }[];
  readonly controlTotal: string | null;
  readonly difference: string | null;
  readonly invoice: {
    readonly amount: string;
    /** The control total less the unblended one. */
    readonly basisDifference: string;
    /** The invoices less the unblended total. */
    readonly difference: string;
  } | null;
  readonly state: 'holds' | 'warning' | 'breach' | 'unknown';
  readonly reason: string;
  readonly estimated: boolean;
  readonly source: 'aws' | 'file';
};

type Term = {
  readonly sign: '' | '+' | '−' | '=' | '≠';
  readonly label: string;
  readonly figure: Figure;
  readonly exact: string;
};

/** The strip as it is drawn. */
export type DrawnStrip = {
  readonly tone: 'good' | 'caution' | 'unknown';
  readonly terms: readonly Term[];
  /** What stands at the end: `Difference 0.00`, the difference that there is, or that it is unknown. */
  readonly verdict: string;
  /** The way from the total to the invoices, and how these differ, '' where they do not; null when none were entered. */
  readonly invoice: { readonly terms: readonly Term[]; readonly words: string } | null;
  readonly reason: string;
  /** The cents of all parts but the residual, so that a table beneath shows the same total; null when the parts do not add up. */
  readonly accountsCents: bigint | null;
};

const LABELS: Record<Strip['parts'][number]['name'], string> = {
  accounts: 'Accounts',
  direct: 'Direct',
  shared: 'Shared',
  unallocated: 'Unallocated',
  residual: 'Residual',
};

/** Words, signs and cents of the identity. Green is only a difference of exactly nothing that nothing speaks against. */
export function drawStrip(strip: Strip): DrawnStrip {
  const units = strip.parts.map(({ amount }) => parseDecimal(amount));
  const sum = units.reduce((total, part) => total + part, 0n);
  const control = strip.controlTotal === null ? null : parseDecimal(strip.controlTotal);
  const adds = control === sum;
  // Parts that miss the total are rounded each by itself: nothing may hide the difference.
  const cents = adds ? roundParts(units, sum) : units.map(toCents);
  const terms: Term[] = strip.parts.map(({ name, amount }, index) => ({
    sign: index === 0 ? '' : '+',
    label: LABELS[name],
    figure: figureOf(cents[index] ?? 0n, units[index] ?? 0n),
    exact: formatExact(amount, strip.currency),
  }));
  const total = strip.source === 'aws' ? 'AWS total' : 'File total';
  if (strip.controlTotal !== null) terms.push(termOf('=', total, strip.controlTotal, strip.currency));
  const holds = strip.state === 'holds' && adds && strip.difference !== null && parseDecimal(strip.difference) === 0n;
  const unknown = strip.state === 'unknown' || strip.controlTotal === null || strip.difference === null;
  return {
    tone: holds ? 'good' : unknown ? 'unknown' : 'caution',
    terms,
    verdict: verdictOf(strip.difference, strip.currency),
    invoice: invoiceOf(strip),
    reason: holds ? '' : strip.reason || fallbackReason(strip, unknown),
    accountsCents: adds ? accountsOf(strip, cents) : null,
  };
}

const termOf = (sign: Term['sign'], label: string, amount: string, currency: string): Term => {
  return { sign, label, figure: formatFigure(amount), exact: formatExact(amount, currency) };
};

/** An invoice is unblended: another basis has a bridge to it, which is left out where it is nothing. */
function invoiceOf({ invoice, currency }: Strip): DrawnStrip['invoice'] {
  if (invoice === null) return null;
  const { amount, basisDifference, difference } = invoice;
  const bridge =
    parseDecimal(basisDifference) === 0n ? [] : [termOf('−', 'Basis difference', basisDifference, currency)];
  const units = parseDecimal(difference);
  const equal = toCents(units) === 0n;
  const size = formatFigure(formatDecimal(magnitude(units))).text;
  return {
    terms: [...bridge, termOf(equal ? '=' : '≠', 'Invoice', amount, currency)],
    words: equal ? '' : `Invoiced was ${size} ${units > 0n ? 'more' : 'less'} than the unblended cost.`,
  };
}

const accountsOf = ({ parts }: Strip, cents: readonly bigint[]): bigint =>
  parts.reduce((sum, { name }, at) => (name === 'residual' ? sum : sum + (cents[at] ?? 0n)), 0n);

function verdictOf(difference: string | null, currency: string): string {
  if (difference === null) return 'Difference unknown';
  const units = parseDecimal(difference);
  if (units === 0n) return 'Difference 0.00';
  const figure = formatFigure(difference);
  // A difference below a cent must not read 0.00.
  return `Difference ${toCents(units) === 0n ? formatExact(difference, currency) : figure.text}`;
}

function fallbackReason(strip: Strip, unknown: boolean): string {
  if (unknown) return 'The total that the parts are compared with is not known.';
  return `The parts do not add up to the total of the ${BASIS_NAMES[strip.basis].name.toLowerCase()} basis.`;
}
