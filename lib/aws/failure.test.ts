import { describe, expect, it } from 'vitest';
import { failureKind, readFailure } from './failure';

const sdkError = (name: string, status: number | null, rest: object = {}): Error =>
  Object.assign(new Error(name), { name, $metadata: status === null ? {} : { httpStatusCode: status } }, rest);

describe('what a failure calls for', () => {
  it.each([
    ['LimitExceededException', 400, 'throttled'],
    ['ThrottlingException', 400, 'throttled'],
    ['Throttling', 400, 'throttled'],
    ['TooManyRequestsException', 400, 'throttled'],
    ['Odd', 429, 'throttled'],
    ['ExpiredTokenException', 400, 'expired'],
    ['ExpiredToken', 403, 'expired'],
    ['SyntaxError', 200, 'truncated'],
    ['SyntaxError', 500, 'transient'],
    ['ServiceException', 500, 'transient'],
    ['ConcurrentModificationException', 400, 'transient'],
    ['TimeoutError', null, 'transient'],
    ['ValidationException', 400, 'final'],
    ['AccessDeniedException', 400, 'final'],
    ['SyntaxError', null, 'final'],
    ['TypeError', null, 'final'],
  ])('%s with status %s is %s', (name, status, kind) => {
    expect(failureKind(sdkError(name, status))).toBe(kind);
  });

  it('finds a network code under other errors, and the status in the response', () => {
    const inner = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    expect(failureKind(new Error('outer', { cause: inner }))).toBe('transient');
    expect(readFailure(Object.assign(new Error('x'), { $response: { statusCode: 503 } })).status).toBe(503);
  });

  it('takes anything that is thrown', () => {
    expect(failureKind('text')).toBe('final');
    expect(readFailure(undefined)).toEqual({ name: 'Error', message: 'undefined', status: null });
  });
});
