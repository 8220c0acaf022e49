/** A person as the screen shows them. */
export type PersonRow = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly scopes: readonly string[];
  readonly fromProvider: boolean;
  readonly signsIn: string;
  /** An instant; null for never. */
  readonly lastSignInAt: string | null;
  /** The person who looks: others change what they may do. */
  readonly isYou: boolean;
};

/** A token as the screen shows it. */
export type TokenRow = {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
};

/** What an act answers: done, or why not. */
export type PeopleReply = { readonly ok: true } | { readonly ok: false; readonly message: string };
/** What making a token answers: the token, this once. */
export type TokenReply =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly message: string };

/** What may be done to people; each act checks again who asks. */
export type PeopleActions = {
  readonly add: (given: PersonDraft) => Promise<PeopleReply>;
  readonly change: (id: string, role: string, scopes: readonly string[]) => Promise<PeopleReply>;
  readonly remove: (id: string) => Promise<PeopleReply>;
  readonly signOut: (id: string) => Promise<PeopleReply>;
};

export type PersonDraft = {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly role: string;
  readonly scopes: readonly string[];
};

/** The roles, and what they are for. */
export const ROLE_OPTIONS = [
  { value: 'viewer', label: 'Viewer', note: 'reads what the scopes allow' },
  { value: 'executive', label: 'Executive', note: 'reads all money' },
  { value: 'finance', label: 'Finance', note: 'reads all money; rules, inputs, closing' },
  { value: 'admin', label: 'Administrator', note: 'everything' },
] as const;

export const roleName = (role: string): string => ROLE_OPTIONS.find(({ value }) => value === role)?.label ?? role;

/** What somebody sees, in words. */
export const scopeText = (role: string, scopes: readonly string[]): string =>
  scopes.length > 0 ? scopes.join(', ') : role === 'viewer' ? 'nothing yet' : 'everything';
