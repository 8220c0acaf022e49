import { respond } from '@/lib/api/problem';
import { requireToken } from '@/lib/auth/token-request';
import { AppError } from '@/lib/errors';
import type { Handler } from '../call';

/** Whatever no other route takes: a key first, then it does not exist. */
const nothing: Handler = (request) =>
  respond(async () => {
    await requireToken(request);
    throw new AppError('not-found', `There is no ${new URL(request.url).pathname}.`, {
      fix: 'See /api/v1/openapi.json for what there is.',
    });
  });

export { nothing as DELETE, nothing as GET, nothing as OPTIONS, nothing as PATCH, nothing as POST, nothing as PUT };
