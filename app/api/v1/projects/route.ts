import { toBooksQuery } from '@/lib/api/books-params';
import { ENDPOINTS } from '@/lib/api/endpoints';
import { noProjects, toProjectsReply } from '@/lib/api/projects-reply';
import { refusalOf } from '@/lib/api/refusal';
import { readProjects } from '@/lib/reports/projects';
import { call, methods } from '../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.projects, async ({ viewer, params }) => {
    const query = toBooksQuery(params);
    const projects = await readProjects(viewer, query);
    if (projects.kind === 'projects') return toProjectsReply(projects);
    if (projects.kind === 'no-connection') return noProjects(query);
    throw refusalOf(projects);
  }),
});
