import { describe, expect, it } from 'vitest';
import { AppError, ERROR_STATUS, type ErrorCode } from '@/lib/errors';
import { problemOf, problemResponse, respond } from './problem';
import { problem } from './problem-reply';

const CODES: ErrorCode[] = Object.keys(ERROR_STATUS).filter((code): code is ErrorCode => code in ERROR_STATUS);

describe('a problem', () => {
  it.each(CODES)('of %s has a title, its status and a reply of its schema', async (code) => {
    const response = problemResponse(
      new AppError(code, 'what', { fix: 'mend', errors: [{ field: 'a', message: 'b' }] }),
    );
    const body = problem.parse(await response.json());
    expect(body).toMatchObject({
      status: ERROR_STATUS[code],
      detail: 'what',
      fix: 'mend',
      errors: [{ field: 'a', message: 'b' }],
    });
    expect(body.title.length).toBeGreaterThan(5);
    expect(response.status).toBe(ERROR_STATUS[code]);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.has('www-authenticate')).toBe(response.status === 401);
  });

  it('of anything else tells nothing of its inside', async () => {
    const response = await respond(() => Promise.reject(new Error('password hunter2 at /srv/x')));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/hunter2|srv/);
    expect(problemOf('thrown text')).toMatchObject({ status: 500, errors: [] });
  });

  it('of the rate says when to come back', () => {
    const error = Object.assign(new AppError('too-many-requests', 'x'), { retryAfter: 12 });
    expect(problemResponse(error).headers.get('retry-after')).toBe('12');
  });
});
