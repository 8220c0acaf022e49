import { problemResponse } from '@/lib/api/problem';
import { requireToken } from '@/lib/auth/token-request';
import { findColumns } from '@/lib/reports/column-choices';
import { parsePageQuery } from '@/lib/reports/query';

const LONGEST = 200;

/** What may become a column of a statement, for our own pages; the view is that of the page. */
export async function GET(request: Request): Promise<Response> {
  try {
    const viewer = await requireToken(request);
    const params = new URL(request.url).searchParams;
    const words = (params.get('q') ?? '').trim().slice(0, LONGEST);
    const page = parsePageQuery(Object.fromEntries(params));
    const rows = page.ok ? await findColumns(viewer, words, { ...page.query, currency: null }) : [];
    return Response.json({ rows }, { headers: { 'cache-control': 'private, no-store' } });
  } catch (error) {
    return problemResponse(error);
  }
}
