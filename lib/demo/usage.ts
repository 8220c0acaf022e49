import { type Day, daysInMonth, monthOf } from '@/lib/finance/month';
import { ACCOUNTS, type Account } from './accounts';
import type { Calendar } from './calendar';
import { invented } from './dollars';
import { noise, seedOf } from './noise';
import { ELASTICSEARCH, OPENSEARCH, PROFILES, UNTAGGABLE } from './services';
import { tagParts } from './tagging';

/** A day's use of one service in one account under one set of tags, at the on-demand price before any discount. */
export type Use = {
  readonly account: Account;
  readonly service: string;
  readonly tags: Readonly<Record<string, string>>;
  /** 10⁻¹⁸ dollars, more than zero. */
  readonly gross: bigint;
};

type Stream = {
  readonly account: Account;
  readonly service: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Part of the account's use. */
  readonly share: number;
  readonly seed: number;
  /** Small use is charged once a week, on a weekday of its own; that keeps the bill short. */
  readonly weekly: boolean;
  readonly from: Day;
  readonly to: Day;
  readonly changeOn: Day;
};

/** Parts of a year's average, January first: retail. */
const SEASON = [0.95, 0.93, 0.96, 0.98, 0.99, 1, 0.98, 0.97, 1, 1.02, 1.1, 1.12];
const SMALL_MONTHLY = 160;
const ALWAYS = '9999-12-31';

/** What each account uses, one stream for each service and set of tags. */
export function streamsOf(calendar: Calendar): readonly Stream[] {
  return ACCOUNTS.flatMap((account) => {
    const parts = tagParts(account.tagging, account);
    const [main] = parts;
    return PROFILES[account.profile].flatMap(([service, percent], rank) => {
      const untagged = UNTAGGABLE.has(service) || !main;
      const mix = untagged ? [{ percent: 100, tags: {} }] : rank < 2 ? parts : [{ percent: 100, tags: main.tags }];
      return mix.map((part, i) => ({
        account,
        service,
        tags: part.tags,
        share: (percent * part.percent) / 10_000,
        seed: seedOf(`${account.id} ${service} ${i}`),
        weekly: account.monthly * percent * part.percent < SMALL_MONTHLY * 10_000,
        from: account.joined ? calendar.at(...account.joined) : '',
        to: account.left ? calendar.at(...account.left) : ALWAYS,
        changeOn: account.change ? calendar.at(...account.change.on) : ALWAYS,
      }));
    });
  });
}

/** The use of one day: growth, season, weekday and a little noise that depends on nothing but the stream and the day. */
export function usageOn(day: Day, calendar: Calendar, streams: readonly Stream[]): Use[] {
  const date = new Date(`${day}T00:00:00Z`);
  const age = calendar.age(monthOf(day)) + (date.getUTCDate() - 1) / daysInMonth(monthOf(day)) - 0.5;
  const weekend = date.getUTCDay() % 6 === 0;
  const season = SEASON[date.getUTCMonth()] ?? 1;
  const dayNumber = Math.round(date.getTime() / 86_400_000);
  const renamed = day >= calendar.at(-9, 1);
  return streams.flatMap((stream) => {
    const { account } = stream;
    if (day < stream.from || day >= stream.to || (stream.weekly && (dayNumber + stream.seed) % 7 !== 0)) return [];
    const level = Math.max(0.05, 1 + account.growth * age) * (account.seasonal ? season : 1);
    const rhythm = stream.weekly ? 7 : (weekend ? account.weekend : 1) / ((5 + 2 * account.weekend) / 7);
    const change = day >= stream.changeOn ? (account.change?.factor ?? 1) : 1;
    const jitter = 0.94 + 0.12 * noise(stream.seed, dayNumber);
    const gross = invented((account.monthly / 30.4) * stream.share * level * rhythm * change * jitter);
    const service = stream.service === OPENSEARCH && !renamed ? ELASTICSEARCH : stream.service;
    return gross > 0n ? [{ account, service, tags: stream.tags, gross }] : [];
  });
}
