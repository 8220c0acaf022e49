import { StatementsSkeleton } from './statements-skeleton';

export default StatementsSkeleton;
