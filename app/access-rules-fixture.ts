import type { Role } from '@/lib/auth/roles';

// Who may do what: one rule for every route and every server action. `access.test.ts` finds both on the disk and fails for
// one that has no rule here, and for a rule that nothing has any more. Test support.

/** Roles that are let in; `scopesToo`: also one that sees some accounts only. Nobody is anyone at all, signed in or not. */
export type Rule = 'nobody' | { readonly roles: readonly Role[]; readonly scopesToo: boolean };

const ANYONE: Rule = { roles: ['admin', 'finance', 'executive', 'viewer'], scopesToo: true };
const WHOLE: Rule = { roles: ['admin', 'finance', 'executive'], scopesToo: false };
const BOOKKEEPERS: Rule = { roles: ['admin', 'finance'], scopesToo: false };
const ADMIN: Rule = { roles: ['admin'], scopesToo: false };
const OPEN: Rule = 'nobody';

/** By the folder of the route under `app`, and method. Methods that a path does not have are 405 for whoever has a key. */
export const ROUTE_RULES: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  'api/auth/[...nextauth]': { GET: OPEN, POST: OPEN },
  'api/v1/health': { GET: OPEN },
  'api/v1/metrics': { GET: ADMIN },
  'api/v1/openapi.json': { GET: ANYONE },
  'api/v1/[[...path]]': {},
  'api/v1/connections': { GET: ANYONE, POST: ADMIN },
  'api/v1/connections/[id]': { DELETE: ADMIN },
  'api/v1/connections/[id]/sync': { POST: ADMIN },
  'api/v1/sync-plan': { GET: WHOLE },
  'api/v1/sync-runs/[id]': { GET: WHOLE },
  'api/v1/tree': { GET: ANYONE },
  'api/v1/costs': { GET: ANYONE },
  'api/v1/projects': { GET: ANYONE },
  'api/v1/statement': { GET: ANYONE },
  'api/v1/explain': { GET: ANYONE },
  'api/v1/reconciliation': { GET: WHOLE },
  'api/v1/review': { GET: WHOLE },
  'api/v1/months': { GET: ANYONE },
  'api/v1/months/[month]/close': { POST: BOOKKEEPERS },
  'api/v1/months/[month]/reopen': { POST: ADMIN },
  'api/v1/revenue': { GET: ANYONE, PUT: BOOKKEEPERS },
  'api/v1/budgets': { GET: ANYONE, PUT: BOOKKEEPERS },
  'api/v1/drivers': { GET: ANYONE, PUT: BOOKKEEPERS },
  'api/v1/outside-costs': { GET: ANYONE, PUT: BOOKKEEPERS },
  'api/v1/invoices': { GET: WHOLE, PUT: BOOKKEEPERS },
  'api/v1/exports/audit.csv': { GET: ADMIN },
  'api/v1/exports/explain.zip': { GET: WHOLE },
  'api/v1/exports/focus.csv': { GET: ANYONE },
  'api/v1/exports/ledger.csv': { GET: ANYONE },
  'api/v1/exports/projects.csv': { GET: ANYONE },
  'api/v1/exports/review.csv': { GET: WHOLE },
  'api/v1/exports/statement.csv': { GET: ANYONE },
  'api/v1/exports/statement.xlsx': { GET: ANYONE },
  'api/v1/exports/tree.csv': { GET: ANYONE },
  'api/columns': { GET: ANYONE },
  'api/events/sync': { GET: WHOLE },
  'api/explain': { GET: ANYONE },
  'api/jump': { GET: ANYONE },
  'api/ready': { GET: OPEN },
  '(dashboard)/settings/rules/file': { GET: WHOLE },
};

/** By the folder of the actions under `app`, and name. */
export const ACTION_RULES: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  '(auth)/sign-in': { signIn: OPEN, signOut: OPEN },
  // The secret of its link is what lets in.
  '(auth)/setup/[secret]': { makeFirstAdministrator: OPEN },
  '(dashboard)/shared': {
    tryRules: BOOKKEEPERS,
    tryMonths: BOOKKEEPERS,
    saveRules: BOOKKEEPERS,
    restoreRules: BOOKKEEPERS,
  },
  '(dashboard)/projects/(list)': { previewProposal: BOOKKEEPERS, acceptProposal: BOOKKEEPERS },
  '(dashboard)/projects/tags': { addAlias: BOOKKEEPERS },
  '(dashboard)/review': { acceptReviewFinding: BOOKKEEPERS, withdrawReviewFinding: BOOKKEEPERS },
  '(dashboard)/settings/access': { saveAccess: ADMIN },
  '(dashboard)/settings/connect': { loadSetup: ADMIN, nameOurselves: ADMIN, checkPayer: ADMIN, connect: ADMIN },
  '(dashboard)/settings/rules': { previewRules: WHOLE, readFile: BOOKKEEPERS },
  '(dashboard)/settings/people': {
    ...{ addSomeone: ADMIN, changeSomeone: ADMIN, removeSomeone: ADMIN, signOutSomeone: ADMIN },
    ...{ makeToken: ADMIN, endToken: ADMIN },
  },
  '(dashboard)/settings/account': { signOutOfAll: ANYONE, changeOwnPassword: ANYONE },
  '(dashboard)/settings/months': { closeMonths: BOOKKEEPERS, reopenClosedMonth: ADMIN },
  '(dashboard)/settings/company': { saveCompany: BOOKKEEPERS },
  '(dashboard)/settings/sync': { startSync: ADMIN },
  '(dashboard)/settings/inputs': { saveLines: BOOKKEEPERS, importFile: BOOKKEEPERS, findInputEntities: BOOKKEEPERS },
  '(dashboard)/settings/tags': { chooseTags: ADMIN },
  '(dashboard)/statements': { saveView: ANYONE, removeView: ANYONE },
  '(dashboard)/statements/reconciliation': {
    enterInvoice: BOOKKEEPERS,
    removeInvoice: BOOKKEEPERS,
    importInvoices: BOOKKEEPERS,
  },
};
