/** One HTTP attempt that reached the sandbox. */
export type SandboxRequest = {
  /** The machine's clock, not the world's. */
  readonly at: Date;
  /** Counts attempts from 0. */
  readonly index: number;
  /** The IAM prefix of the service; `unknown` when the request names none. */
  readonly service: 'ce' | 'organizations' | 'sts' | 'unknown';
  readonly operation: string;
  /** The parsed JSON body, or the form fields of STS. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly accessKeyId: string | null;
  /** HTTP status; 0 while it is not answered, and for ever when the connection was cut. */
  readonly status: number;
  /** The error's name, or null. */
  readonly error: string | null;
  /** True when AWS charges for it: a Cost Explorer request answered 2xx, a truncated reply too. */
  readonly billed: boolean;
};

/** A refusal as AWS words it. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, status = 400, fields: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.fields = fields;
  }
}

export const invalid = (message: string): Refusal => new Refusal('ValidationException', message);
