import type { CostPage } from '@/lib/aws/cost-page';
import { AppError } from '@/lib/errors';
import type { MonthCell } from '@/lib/finance/cube';
import { detailShapeOf } from '@/lib/finance/detail-cube';
import { addDays, addMonths, firstDay, monthOf } from '@/lib/finance/month';
import { isDaily, isOneKey } from './cost-cubes';
import type { CubeStep } from './step-query';

/**
 * The cells of one page. A month may be spread over two pages: its cells are merged by key where they are staged.
 * @throws AppError `aws-bad-reply` for a bucket that is not one aligned month (or one day) of the range asked.
 */
export function cellsOfPage(step: CubeStep, page: CostPage): MonthCell[] {
  const daily = isDaily(step.cube);
  const detail = detailShapeOf(step.cube);
  const oneKey = detail !== null && isOneKey(detail);
  return page.buckets.flatMap((bucket) => {
    const month = monthOf(bucket.start);
    const end = daily ? addDays(bucket.start, 1) : firstDay(addMonths(month, 1));
    const aligned = (daily || bucket.start === firstDay(month)) && bucket.end === end;
    if (!aligned || bucket.start < step.from || bucket.end > step.to) {
      throw new AppError(
        'aws-bad-reply',
        `Cost Explorer answered ${step.cube} with the period ${bucket.start} to ${bucket.end}, which was not asked for (${step.from} to ${step.to}).`,
      );
    }
    const day = daily ? Number(bucket.start.slice(8)) : 0;
    return bucket.groups.map(({ keys, amounts }) => ({
      month,
      day,
      key1: keys[0] ?? '',
      key2: keys[oneKey ? 0 : 1] ?? '',
      amounts,
    }));
  });
}
