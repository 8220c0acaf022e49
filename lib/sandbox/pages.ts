import { createHash, randomBytes } from 'node:crypto';
import { type Knobs, strikes } from './knobs';
import type { Refusal, SandboxRequest } from './request';

type Continuation = {
  readonly parameters: string;
  readonly issuedAt: number;
  readonly next: (request: SandboxRequest) => unknown;
};

/** One page of a listing: the items `[from, to)` and the token of the next page; `blank` is one that the knobs put in. */
export type Page = {
  readonly from: number;
  readonly to: number;
  readonly token: string | undefined;
  readonly blank: boolean;
};

export type Listing<Reply> = {
  readonly total: number;
  readonly size: () => number;
  readonly render: (page: Page) => Reply;
};

/** Tokens of one service. A token stands for the rest of a result that was computed once; the oldest are forgotten. */
export class Pages {
  readonly #tokens = new Map<string, Continuation>();
  readonly #knobs: Knobs;
  readonly #kept: number;
  readonly #refuse: (code: 'invalid' | 'changed') => Refusal;

  constructor(knobs: Knobs, kept: number, refuse: (code: 'invalid' | 'changed') => Refusal) {
    this.#knobs = knobs;
    this.#kept = kept;
    this.#refuse = refuse;
  }

  /** The page that `token` stands for. @throws Refusal when it is unknown, expired, or of another request. */
  resume(request: SandboxRequest, token: string): unknown {
    const continuation = this.#tokens.get(token);
    const after = this.#knobs.expireTokensAfter;
    const expired = after !== null && continuation && request.index - continuation.issuedAt > after;
    if (!continuation || expired || strikes(this.#knobs, 'invalidToken', request)) throw this.#refuse('invalid');
    if (continuation.parameters !== parametersOf(request)) throw this.#refuse('changed');
    return continuation.next(request);
  }

  /** The first page of a listing. */
  first<Reply>(request: SandboxRequest, listing: Listing<Reply>): Reply {
    return this.#page(request, listing, 0, this.#knobs.emptyPages);
  }

  #page<Reply>(request: SandboxRequest, listing: Listing<Reply>, from: number, empties: number): Reply {
    const to = empties > 0 ? from : Math.min(from + Math.max(1, listing.size()), listing.total);
    const more = empties > 0 || to < listing.total || this.#knobs.repeatToken;
    const next = (resumed: SandboxRequest) =>
      this.#page(resumed, listing, this.#knobs.repeatToken ? from : to, Math.max(0, empties - 1));
    return listing.render({ from, to, token: more ? this.#issue(request, next) : undefined, blank: empties > 0 });
  }

  #issue(request: SandboxRequest, next: Continuation['next']): string {
    const parameters = parametersOf(request);
    const token = this.#knobs.repeatToken
      ? createHash('sha256').update(parameters).digest('base64url')
      : randomBytes(48).toString('base64url');
    this.#tokens.delete(token);
    this.#tokens.set(token, { parameters, issuedAt: request.index, next });
    for (const oldest of this.#tokens.keys()) {
      if (this.#tokens.size <= this.#kept) break;
      this.#tokens.delete(oldest);
    }
    return token;
  }
}

/** The request without its token, in one spelling whatever the order of its fields. */
function parametersOf({ operation, body }: SandboxRequest): string {
  const { NextPageToken: _page, NextToken: _next, ...rest } = body;
  return operation + canonical(rest);
}

function canonical(json: unknown): string {
  if (Array.isArray(json)) return `[${json.map(canonical).join()}]`;
  if (json === null || typeof json !== 'object') return JSON.stringify(json) ?? '';
  const entries = Object.entries(json).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join()}}`;
}
