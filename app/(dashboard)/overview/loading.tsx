import { OverviewSkeleton } from './overview-skeleton';

export default OverviewSkeleton;
