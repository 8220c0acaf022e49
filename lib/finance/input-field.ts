import { type Entity, entityFault, entityText, hasControlCharacter, parseEntity } from './entity';
import { type Currency, formatDecimal, magnitude, parseDecimal } from './money';
import { isMonth, type Month } from './month';

/** What a text means, or what is wrong with it and what would be right. */
export type FieldReading<T> = { readonly ok: true; readonly read: T } | { readonly ok: false; readonly fault: string };

/** One field of a line of finance input: how a text is read, and written. Texts come without outer spaces. */
export type InputField<T> = {
  /** False when a file may leave the column out. */
  readonly required: boolean;
  /** '' when the field is empty or was left out. */
  readonly read: (text: string) => FieldReading<T>;
  readonly write: (given: T) => string;
};

const fine = <T>(read: T): FieldReading<T> => ({ ok: true, read });
const wrong = (fault: string): { readonly ok: false; readonly fault: string } => ({ ok: false, fault });

export const monthField: InputField<Month> = {
  required: true,
  read: (text) => (isMonth(text) ? fine(text) : wrong('must be a month such as 2026-10')),
  write: (month) => month,
};

export const entityField: InputField<Entity> = {
  required: true,
  read: (text) => {
    const entity = parseEntity(text);
    return entity ? fine(entity) : wrong(entityFault(text) ?? 'is no entity');
  },
  write: entityText,
};

/** The largest amount that the store keeps, in units of 10⁻⁹: 64 bits. */
const LARGEST_AMOUNT = 2n ** 63n - 1n;
/** No driver counts more; larger texts are mistakes. */
const LARGEST_QUANTITY = 10n ** 33n;

/** An exact amount in units of 10⁻⁹, of either sign; an empty text is null. */
export const amountField: InputField<bigint | null> = {
  required: true,
  read: (text) => readDecimal(text, LARGEST_AMOUNT, 'is beyond 9,223,372,036 either way'),
  write: (units) => (units === null ? '' : formatDecimal(units)),
};

/** An exact count of units of 10⁻⁹, never negative; an empty text is null. */
export const quantityField: InputField<bigint | null> = {
  required: true,
  read: (text) => {
    const reading = readDecimal(text, LARGEST_QUANTITY, 'is beyond 24 digits');
    return reading.ok && reading.read !== null && reading.read < 0n ? wrong('must not be negative') : reading;
  },
  write: (quantity) => (quantity === null ? '' : formatDecimal(quantity)),
};

function readDecimal(text: string, largest: bigint, beyond: string): FieldReading<bigint | null> {
  if (text === '') return fine(null);
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/.test(text) || text.length > 100) return wrong(decimalFault(text));
  const units = parseDecimal(text);
  return magnitude(units) > largest ? wrong(beyond) : fine(units);
}

function decimalFault(text: string): string {
  const wanted = 'must be a number with a decimal point, such as 1234.50';
  return /^[+-]?[\d., '\u00a0\u202f]*$/.test(text) ? `${wanted}: without separators between thousands` : wanted;
}

/** A currency code; null when none is given, which means the connection's. */
export const currencyField: InputField<Currency | null> = {
  required: false,
  read: (text) =>
    text === '' ? fine(null) : /^[A-Z]{3}$/.test(text) ? fine(text) : wrong('must be a currency code such as USD'),
  write: (currency) => currency ?? '',
};

const LONGEST_NAME = 200;

/** A name that tells lines of one month and entity apart. */
export const nameField = (required: boolean): InputField<string> => ({
  required,
  read: (text) => {
    if (required && text === '') return wrong('is empty: it needs a name');
    if (text.length > LONGEST_NAME) return wrong(`is longer than ${LONGEST_NAME} characters`);
    return hasControlCharacter(text) ? wrong('holds a line end or another control character') : fine(text);
  },
  write: (name) => name,
});
