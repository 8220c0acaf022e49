import type { Entity } from './entity';
import {
  amountField,
  currencyField,
  entityField,
  type InputField,
  monthField,
  nameField,
  quantityField,
} from './input-field';
import type { Currency } from './money';
import { addMonths, type Month } from './month';

/** Money that came in for an entity in a month. `amount` in units of 10⁻⁹, negative for what was paid back; `source` '' when none is told. */
export type Revenue = {
  readonly month: Month;
  readonly entity: Entity;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly source: string;
};

/** What an entity may cost in a month. */
export type Budget = {
  readonly month: Month;
  readonly entity: Entity;
  readonly amount: bigint;
  readonly currency: Currency;
};

/** What an entity's cost is divided by: orders, users. `quantity` in units of 10⁻⁹. */
export type Driver = {
  readonly month: Month;
  readonly entity: Entity;
  readonly driver: string;
  readonly quantity: bigint;
};

/** A cost outside AWS, for all the months `[from, to)` together; one month is a one-off. */
export type OutsideCost = {
  readonly from: Month;
  readonly to: Month;
  readonly entity: Entity;
  readonly amount: bigint;
  readonly vendor: string;
  readonly currency: Currency;
};

/** What AWS billed for a month, as an invoice says it. `number` is its name; a month may have several, since Marketplace bills apart. */
export type InvoiceLine = {
  readonly month: Month;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly number: string;
};

export type InputEntry = Revenue | Budget | Driver | OutsideCost;

/** A line as it is given: without a currency it is the connection's, without a figure it takes its entry away. */
export type Draft<Entry> = {
  readonly [Name in keyof Entry]: Name extends 'amount' | 'quantity' | 'currency' ? Entry[Name] | null : Entry[Name];
};

/** What is entered about entities; an invoice is about a connection, and is kept apart. */
export type InputName = 'revenue' | 'budget' | 'driver' | 'cost';

export type LineFault = { readonly field: string; readonly message: string };

/** A kind of lines: its fields in the order of its file, and which of them make an entry the same one. */
export type LineKind<Entry> = {
  readonly name: string;
  readonly fields: { readonly [Name in keyof Entry & string]: InputField<Draft<Entry>[Name]> };
  readonly key: readonly (keyof Entry & string)[];
  readonly measure: 'amount' | 'quantity';
  /** What is wrong with fields that are right each by itself. */
  readonly fault?: (line: Draft<Entry>) => LineFault | null;
};

/** One kind of what finance enters about entities. */
export type InputKind<Entry> = LineKind<Entry> & { readonly name: InputName };

export const REVENUE: InputKind<Revenue> = {
  name: 'revenue',
  fields: {
    month: monthField,
    entity: entityField,
    amount: amountField,
    currency: currencyField,
    source: nameField(false),
  },
  key: ['month', 'entity', 'source'],
  measure: 'amount',
};

export const BUDGET: InputKind<Budget> = {
  name: 'budget',
  fields: { month: monthField, entity: entityField, amount: amountField, currency: currencyField },
  key: ['month', 'entity'],
  measure: 'amount',
};

export const DRIVER: InputKind<Driver> = {
  name: 'driver',
  fields: { month: monthField, entity: entityField, driver: nameField(true), quantity: quantityField },
  key: ['month', 'entity', 'driver'],
  measure: 'quantity',
};

export const INVOICE: LineKind<InvoiceLine> = {
  name: 'invoice',
  fields: { month: monthField, amount: amountField, currency: currencyField, number: nameField(false) },
  key: ['month', 'number'],
  measure: 'amount',
};

/** Twenty years: a longer range is a mistake. */
const LONGEST_RANGE = 240;

export const OUTSIDE_COST: InputKind<OutsideCost> = {
  name: 'cost',
  fields: {
    from: monthField,
    to: monthField,
    entity: entityField,
    amount: amountField,
    vendor: nameField(true),
    currency: currencyField,
  },
  key: ['from', 'to', 'entity', 'vendor'],
  measure: 'amount',
  fault: ({ from, to }) => {
    if (to <= from)
      return { field: 'to', message: `must be after from: it is exclusive, one month is to ${addMonths(from, 1)}` };
    if (to > addMonths(from, LONGEST_RANGE))
      return { field: 'to', message: `must be at most ${LONGEST_RANGE} months after from` };
    return null;
  },
};
