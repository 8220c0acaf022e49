import { type ColumnsModel, prepareColumns } from '@/components/charts/prepare-columns';
import { formatDecimal } from '@/lib/finance/money';
import type { ProjectReport } from '@/lib/reports/project-report';

const amounts = (units: readonly (bigint | null)[]): (string | null)[] =>
  units.map((each) => (each === null ? null : formatDecimal(each)));

/** What the project costs by month: its own charges, and what pools moved to it. */
export const projectColumns = ({ direct, shared, history, currency, basis }: ProjectReport): ColumnsModel =>
  prepareColumns({
    title: 'Cost by month',
    ...{ currency, basis, months: history, registry: ['direct', 'shared'] },
    series: [
      { entity: 'direct', label: 'Direct', amounts: amounts(direct) },
      { entity: 'shared', label: 'Shared', amounts: amounts(shared) },
    ],
  });
