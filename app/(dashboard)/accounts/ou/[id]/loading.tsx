import { SubjectSkeleton } from '../../subject-skeleton';

export default SubjectSkeleton;
