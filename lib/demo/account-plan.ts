import type { Profile } from './services';
import type { Tagging } from './tagging';
import type { UnitPath } from './units';

/** A day relative to the opening month: [months, day of month]. */
export type When = readonly [offset: number, day: number];

/** One account of the company as it was invented; what is left out is the ordinary case. */
export type AccountPlan = {
  readonly name: string;
  /** Left out: made from the name. */
  readonly id?: string;
  readonly unit: UnitPath;
  /** The application that it serves, as its tags spell it; `''` for none. */
  readonly project: string;
  readonly environment: '' | 'prod' | 'test' | 'dev';
  readonly team: string;
  readonly profile: Profile;
  readonly tagging: Tagging;
  /** Usage of the last full month before the demo began, in dollars before discounts. */
  readonly monthly: number;
  /** Growth a month, as a part of that. */
  readonly growth: number;
  /** Share of a weekday's use on Saturdays and Sundays. */
  readonly weekend: number;
  /** Follows the seasons of retail. */
  readonly seasonal?: boolean;
  readonly joined?: When;
  readonly invited?: boolean;
  /** From then on not in the organization, and without cost. */
  readonly left?: When;
  /** What it was before these events. */
  readonly movedFrom?: { readonly unit: UnitPath; readonly on: When };
  readonly renamedFrom?: { readonly name: string; readonly on: When };
  readonly stateSince?: { readonly state: string; readonly on: When };
  /** From a day on, its use is multiplied. */
  readonly change?: { readonly factor: number; readonly on: When };
  readonly businessUnit: '' | 'Commerce' | 'Data' | 'Corporate';
};
