import { toBooksQuery } from '@/lib/api/books-params';
import { ENDPOINTS } from '@/lib/api/endpoints';
import { refusalOf } from '@/lib/api/refusal';
import { type ProjectLine, projectCsv } from '@/lib/exchange/project-csv';
import type { ProjectsReport } from '@/lib/reports/project-shapes';
import { readProjects } from '@/lib/reports/projects';
import { call, methods } from '../../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.projectFile, async ({ viewer, params }) => {
    const report = await readProjects(viewer, toBooksQuery(params));
    if (report.kind === 'no-connection') return file(projectCsv([]), 'projects.csv');
    if (report.kind !== 'projects') throw refusalOf(report);
    const { months, basis } = report.books;
    return file(projectCsv(linesOf(report), report.books), `projects-${months.from}-${basis}.csv`);
  }),
});

const file = (text: string, name: string): Response =>
  new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });

function linesOf({ rows, sums }: ProjectsReport): ProjectLine[] {
  const rest = (kind: ProjectLine['kind'], name: string, total: bigint): ProjectLine => ({
    ...{ kind, name, total, project: null, class: null, owner: null, direct: null, shared: null },
    ...{ revenue: null, profit: null, coverage: null, accounts: null },
  });
  return [
    ...rows.map((row): ProjectLine => ({ ...row, kind: 'project' })),
    rest('untagged', 'Untagged', sums.untagged),
    rest('unallocated', 'Unallocated', sums.unallocated - sums.untagged),
    ...(sums.residual === null ? [] : [rest('residual', 'Residual', sums.residual)]),
  ];
}
