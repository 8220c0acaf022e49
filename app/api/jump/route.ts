import { problemResponse } from '@/lib/api/problem';
import { requireToken } from '@/lib/auth/token-request';
import { findTargets } from '@/lib/reports/jump';

const LONGEST = 200;

/** Where the words of the search may lead, for our own pages. */
export async function GET(request: Request): Promise<Response> {
  try {
    const viewer = await requireToken(request);
    const words = (new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, LONGEST);
    const rows = words === '' ? [] : await findTargets(viewer, words);
    return Response.json({ rows }, { headers: { 'cache-control': 'private, no-store' } });
  } catch (error) {
    return problemResponse(error);
  }
}
