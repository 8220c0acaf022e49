import { ReviewSkeleton } from './review-skeleton';

export default ReviewSkeleton;
