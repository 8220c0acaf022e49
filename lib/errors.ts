/** Every way in which the product refuses, and the HTTP status that says so. */
export const ERROR_STATUS = {
  'invalid-input': 400,
  'mixed-currencies': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'too-large': 413,
  conflict: 409,
  'sync-running': 409,
  'cap-reached': 409,
  'too-many-requests': 429,
  'aws-access-denied': 502,
  'aws-not-ready': 502,
  'aws-credentials': 502,
  'aws-throttled': 502,
  'aws-bad-reply': 502,
  'aws-unavailable': 502,
  'aws-refused': 502,
  'store-unavailable': 503,
  'store-newer': 500,
  'store-corrupt': 500,
  'disk-full': 507,
  configuration: 500,
  internal: 500,
} as const;
export type ErrorCode = keyof typeof ERROR_STATUS;

/** What is wrong with one field: its name, the fault, and what would be right. */
export type FieldError = { readonly field: string; readonly message: string };

/** A failure with a code of the closed list. `message` names the thing at fault; `fix` says what to do about it. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fix: string | undefined;
  readonly errors: readonly FieldError[];

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; fix?: string; errors?: readonly FieldError[] } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.fix = options.fix;
    this.errors = options.errors ?? [];
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}
