import { formatDecimal } from './money';

/** What AWS charges for one Cost Explorer request, in units of 10⁻⁹ USD: $0.01 (AWS price list, `aws.md` § A2). */
export const REQUEST_PRICE_UNITS = 10_000_000n;

/** The price of a number of requests in USD, as a decimal string: 16 → `"0.16"`. */
export const priceOf = (requests: number): string => formatDecimal(BigInt(requests) * REQUEST_PRICE_UNITS);
