import type { Role } from './roles';
import type { Viewer } from './viewer';

/** Someone who is ready to be in the demo, without a password. */
export type DemoPerson = {
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly does: string;
};

/** The three ready people of the demo. They are in no store, so that none of them outlives the demo. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    ...{ key: 'finance', name: 'Farida Noor', email: 'finance@demo.example', role: 'finance' },
    does: 'reads all money, enters revenue and budgets, keeps the rules and closes months',
  },
  {
    ...{ key: 'admin', name: 'Alex Brandt', email: 'admin@demo.example', role: 'admin' },
    does: 'does everything, and connects AWS',
  },
  {
    ...{ key: 'executive', name: 'Emeka Obi', email: 'executive@demo.example', role: 'executive' },
    does: 'reads all money, and changes nothing',
  },
];

const PREFIX = 'demo:';

/** How a session names one of them. */
export const demoPersonId = (key: string): string => `${PREFIX}${key}`;

/** The ready person that a session names; null for anyone else. */
export const demoPersonOf = (personId: string): DemoPerson | null =>
  DEMO_PEOPLE.find(({ key }) => demoPersonId(key) === personId) ?? null;

/** From another machine the demo's administrator is out of reach: it may ask AWS with this machine's credentials. */
export const demoPeopleFor = (loopback: boolean): readonly DemoPerson[] =>
  DEMO_PEOPLE.filter(({ role }) => loopback || role !== 'admin');

/** True for who looks at the demo without being anyone: people and tokens are of the real books, which outlive it. */
export const isOfDemo = ({ via, person }: Viewer): boolean =>
  via === 'demo' || (person !== undefined && demoPersonOf(person.id) !== null);
