import { prepareColumns } from '@/components/charts/prepare-columns';
import { prepareLines } from '@/components/charts/prepare-lines';
import { prepareSankey } from '@/components/charts/prepare-sankey';
import { addMonths } from '@/lib/finance/month';

/** Invented figures for the kit: a wave about a mean, the same on every visit. */
const wave = (mean: number, at: number): string => (mean * (1 + 0.12 * Math.sin(at * 1.7 + mean))).toFixed(2);

const MONTHS = Array.from({ length: 13 }, (_, at) => ({
  month: addMonths('2025-11', at),
  state: at === 12 ? ('estimated' as const) : at === 5 ? ('missing' as const) : ('final' as const),
}));

const PROJECTS = ['Checkout', 'Data lake', 'Search', 'Mobile', 'Platform', 'Sandbox', 'Billing', 'Maps', 'Login'];
const frame = { currency: 'USD', basis: 'amortized' } as const;

export const KIT_COLUMNS = prepareColumns({
  ...frame,
  title: 'Cost by project',
  months: MONTHS,
  registry: PROJECTS,
  series: [
    ...PROJECTS.map((label, n) => ({
      entity: label,
      label,
      amounts: MONTHS.map((_, at) => wave(42_000 / (n + 1), at)),
    })),
    { entity: '(untagged)', label: 'Untagged', pinned: true, amounts: MONTHS.map((_, at) => wave(3_000, at)) },
  ],
  forecast: { month: '2026-11', total: '164000', low: '158000', high: '171000' },
});

export const KIT_SIGNS = prepareColumns({
  ...frame,
  title: 'Charges and credits',
  months: MONTHS,
  registry: ['usage', 'credit', 'tax'],
  series: [
    { entity: 'usage', label: 'Usage', amounts: MONTHS.map((_, at) => wave(900, at)) },
    { entity: 'credit', label: 'Credits', amounts: MONTHS.map((_, at) => (at < 7 ? `-${wave(420, at)}` : '0')) },
    { entity: 'tax', label: 'Tax', amounts: MONTHS.map((_, at) => (at === 3 ? null : wave(80, at))) },
  ],
});

const DAYS = Array.from({ length: 30 }, (_, at) => String(at + 1));

export const KIT_LINES = prepareLines({
  ...frame,
  title: 'Spend by day',
  axisName: 'Day',
  points: DAYS.map((day) => ({ key: day, label: day, title: `${day} November` })),
  series: [
    {
      entity: 'Checkout',
      label: 'This month',
      amounts: DAYS.map((_, at) => (at === 9 || at === 11 ? null : wave(7_000, at))),
      uncertainFrom: 21,
    },
    { entity: 'Search', label: 'Last month', amounts: DAYS.map((_, at) => wave(5_800, at)) },
  ],
  band: {
    label: 'Forecast, four of five days',
    bounds: DAYS.map((_, at) => (at < 21 ? null : { low: wave(5_000, at), high: wave(9_000, at) })),
  },
});

export const KIT_SANKEY = prepareSankey({
  ...frame,
  title: 'Shared cost, where it went',
  sides: ['Pool', 'Project'],
  labels: {},
  flows: ['Support', 'Network account', 'Untagged'].flatMap((from, n) => [
    ...PROJECTS.slice(0, 6).map((to, m) => ({ from, to, amount: wave(9_000 / (n + m + 1) ** 1.6, m) })),
    { from, to: 'Credit pool', amount: '-12' },
  ]),
});
