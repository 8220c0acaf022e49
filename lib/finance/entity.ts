/** What revenue, a budget, a driver or an outside cost belongs to. An id is text: account ids keep their zeros. */
export type Entity = { readonly kind: 'project' | 'account' | 'ou'; readonly id: string };

const ENTITY = /^(project|account|ou):(.*)$/s;
const ACCOUNT = /^\d{1,20}$/;
/** An organizational unit, or a root: the whole organization. */
const UNIT = /^(ou|r)-[0-9a-z-]{4,64}$/;
/** The longest value of an AWS tag, and so the longest name of a project that only tags name. */
const LONGEST_PROJECT = 256;
/** Control characters, and halves of characters that stand alone. */
const CONTROL = /[\p{Cc}\p{Cs}]/u;

const EXAMPLE = 'write project:checkout, account:111122223333 or ou:ou-ab12-11111111';

/** An entity as files, requests and the store write it: `project:checkout`. */
export const entityText = ({ kind, id }: Entity): string => `${kind}:${id}`;

/** Reads `entityText` back; null for any other text, of which `entityFault` says what is wrong. */
export function parseEntity(text: string): Entity | null {
  const [, kind, id = ''] = ENTITY.exec(text) ?? [];
  if (entityFault(text) !== null) return null;
  return kind === 'project' || kind === 'account' || kind === 'ou' ? { kind, id } : null;
}

/** What is wrong with an entity as written; null when nothing is. An id that nobody has (yet) is no fault. */
export function entityFault(text: string): string | null {
  const match = ENTITY.exec(text);
  if (!match) return `is no entity; ${EXAMPLE}`;
  const [, kind, id = ''] = match;
  if (kind === 'account' && !ACCOUNT.test(id)) return `names no account id, which is digits; ${EXAMPLE}`;
  if (kind === 'ou' && !UNIT.test(id)) return `names no organizational unit; ${EXAMPLE}`;
  if (kind === 'project' && id.trim() === '') return `names no project; ${EXAMPLE}`;
  if (id.length > LONGEST_PROJECT) return `is longer than ${LONGEST_PROJECT} characters; ${EXAMPLE}`;
  return CONTROL.test(id) ? 'holds a line end or another control character' : null;
}

/** True for text that holds a line end, a tab or another control character. */
export const hasControlCharacter = (text: string): boolean => CONTROL.test(text);
