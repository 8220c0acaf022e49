import { ProjectsSkeleton } from './projects-skeleton';

export default ProjectsSkeleton;
