import { SharedSkeleton } from './shared-skeleton';

export default SharedSkeleton;
