import { AccountsSkeleton } from './accounts-skeleton';

export default AccountsSkeleton;
