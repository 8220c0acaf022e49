import { findPageViewer } from '@/lib/auth/page-viewer';
import { requireOrganization } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import { writeRulesFile } from '@/lib/exchange/rules-file';
import { findRules } from '@/lib/store/rule-sets';

/** The rules in force as a file, `?format=yaml` or `json`: importing it again changes nothing. */
export async function GET(request: Request): Promise<Response> {
  const format = new URL(request.url).searchParams.get('format') === 'json' ? 'json' : 'yaml';
  try {
    const viewer = await findPageViewer();
    requireOrganization(viewer);
    const { rules } = await findRules(viewer.scope.db);
    return new Response(writeRulesFile(rules, format), {
      headers: {
        'content-type': format === 'json' ? 'application/json; charset=utf-8' : 'application/yaml; charset=utf-8',
        'content-disposition': `attachment; filename="rules.${format}"`,
        'cache-control': 'no-store',
      },
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return new Response(`${error.message}\n`, { status: error.status });
  }
}
