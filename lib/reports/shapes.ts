import type { Basis } from '@/lib/finance/basis';
import type { Currency } from '@/lib/finance/money';
import type { Day, Month, MonthRange } from '@/lib/finance/month';

/** An exact amount of the report's currency as a decimal string: `"1234.5678"`. */
export type Amount = string;
/** An ISO 8601 instant in UTC. */
export type Instant = string;

export type ConnectionKind = 'demo' | 'aws' | 'focus' | 'cur';
export type ConnectionRef = { readonly id: string; readonly name: string; readonly kind: ConnectionKind };

/** What keeps any money screen from having a report; the page answers each with the next step. */
export type Unavailable =
  | { readonly kind: 'no-connection' }
  | { readonly kind: 'unknown-connection'; readonly connection: string }
  /** Nothing was published yet; `runId` is the sync that is under way. */
  | { readonly kind: 'not-synced'; readonly connection: ConnectionRef; readonly runId: string | null }
  /** The store has no book for the months asked; `available` are those that it has. */
  | { readonly kind: 'no-month'; readonly months: MonthRange; readonly available: MonthRange | null }
  | {
      readonly kind: 'mixed-currencies';
      readonly currencies: readonly { readonly currency: Currency; readonly connections: readonly ConnectionRef[] }[];
    };

/** Said to a reader of some accounts where the whole organization is told of. */
export type Restricted = { readonly kind: 'restricted' };

export type NodeType = 'organization' | 'root' | 'ou' | 'account' | 'former';
export type NodeBadge = { readonly label: string; readonly tone: 'neutral' | 'caution' };

/** A node of the account tree. `former` is the node of the accounts that left; the accounts in it are of type `account`. */
export type TreeNode = {
  /** Unique in the report and stable between reports: it is kept in links. Has no `,` and no `~`. */
  readonly key: string;
  /** AWS's own id, shown and searched; null for a node that AWS does not know (organization of several, former). */
  readonly id: string | null;
  readonly parentKey: string | null;
  /** 0 for the outermost nodes. Nodes come in pre-order. */
  readonly depth: number;
  readonly type: NodeType;
  readonly name: string;
  readonly email: string | null;
  /** AWS's word for the account's state, or null when it gave none. */
  readonly state: string | null;
  /** The day on which the account joined the organization; null when AWS does not say. */
  readonly joined: Day | null;
  readonly badges: readonly NodeBadge[];
  /** What was charged to the node itself. */
  readonly own: Amount;
  /** `own` + the children's totals, to the unit. */
  readonly total: Amount;
  /** `total` as a fraction of the outermost total; null when that is not positive. */
  readonly share: number | null;
  /** The same node in the month before, in the place it had then; null when the store does not have that month. */
  readonly previousTotal: Amount | null;
  /** Change of `total` as a fraction; null (n/a) on a base ≤ 0, and where an estimated month has no like to compare. */
  readonly change: number | null;
  readonly estimated: boolean;
};

export type TreeReport = {
  readonly kind: 'tree';
  /** Null when the tree spans every connection. */
  readonly connection: ConnectionRef | null;
  /** When the figures were pulled; null for a bill in a file. */
  readonly asOf: Instant | null;
  readonly months: MonthRange;
  /** The month that `change` compares with. */
  readonly previous: Month | null;
  readonly basis: Basis;
  readonly currency: Currency;
  readonly accounts: number;
  readonly units: number;
  readonly estimated: boolean;
  readonly nodes: readonly TreeNode[];
  /** What joined, moved and closed since `previous`, in one sentence; null when nothing did. */
  readonly events: string | null;
};
export type TreeOutcome = TreeReport | Unavailable;

/** What the tree shows beside its figures, and what it is filtered by: one entry for each node of the tree, in its order. */
export type TreeDetails = {
  /** Months of a sparkline, oldest first; the last is the tree's last. */
  readonly sparkMonths: readonly Month[];
  /** `writeSpark` of every node's totals, where its accounts stand now, one after the other without a separator. */
  readonly spark: string;
  /** How many of the last months are estimated. */
  readonly uncertain: number;
  /** The tag key whose usage is covered best, and by node the covered thousandths; null without usage. Null: none was read. */
  readonly coverage: { readonly key: string; readonly permille: readonly (number | null)[] } | null;
  /** Account tags as `key=value`, each once, and for each node the indices of its own. */
  readonly tags: { readonly texts: readonly string[]; readonly of: readonly (readonly number[])[] };
};
/** The tree, and its details when they arrive: the figures do not wait for them. */
export type TreeScreen = { readonly tree: TreeOutcome; readonly details: Promise<TreeDetails> | null };

/** A term of the identity (`finance.md` §9). Before projects exist, `accounts` stands for the three that follow it. */
export type StripPart = {
  readonly name: 'accounts' | 'direct' | 'shared' | 'unallocated' | 'residual';
  readonly amount: Amount;
};
/** Invoices against unblended cost, and the way there from the basis of the strip. */
export type StripInvoice = {
  readonly amount: Amount;
  /** The control total of the strip's basis less the unblended one. */
  readonly basisDifference: Amount;
  /** The invoices less the unblended control total. */
  readonly difference: Amount;
};
export type StripReport = {
  readonly kind: 'strip';
  readonly months: MonthRange;
  readonly basis: Basis;
  readonly currency: Currency;
  readonly parts: readonly StripPart[];
  /** What AWS reports ungrouped, or the total of the file; null when unknown. */
  readonly controlTotal: Amount | null;
  /** Σ parts − `controlTotal`; null when that is unknown. */
  readonly difference: Amount | null;
  /** What was entered of the invoices; null unless every month has one. */
  readonly invoice: StripInvoice | null;
  /** `holds` only when the difference is nothing and no residual asks for attention. */
  readonly state: 'holds' | 'warning' | 'breach' | 'unknown';
  /** Why it is not `holds`; '' when it is. */
  readonly reason: string;
  readonly estimated: boolean;
  /** What the control total is called: AWS's own, or the file's. */
  readonly source: 'aws' | 'file';
};
export type StripOutcome = StripReport | Unavailable;

export type SyncStatus = 'queued' | 'running' | 'succeeded' | 'partial' | 'failed';
export type SyncRunRow = {
  readonly id: string;
  readonly status: SyncStatus;
  readonly trigger: 'manual' | 'schedule' | 'connect' | 'import';
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
  readonly requests: number;
  readonly price: Amount;
  readonly rows: number;
  /** What went wrong and what to do; '' when nothing did. */
  readonly error: string;
  readonly notices: readonly string[];
};
export type PlannedQuery = {
  readonly cube: string;
  readonly groupBy: readonly string[];
  /** Half-open, months or days. */
  readonly from: string;
  readonly to: string;
  readonly expectedRequests: number;
};
export type LedgerRow = {
  readonly id: number;
  readonly sentAt: Instant;
  readonly operation: string;
  readonly subject: string;
  readonly outcome: 'sent' | 'answered' | 'refused' | 'failed';
  readonly httpStatus: number | null;
  readonly durationMs: number | null;
  readonly error: string;
};
/** Billed Cost Explorer requests of one connection in a calendar month. */
export type RequestCap = { readonly month: Month; readonly used: number; readonly limit: number };
export type SyncReport = {
  readonly kind: 'sync';
  readonly connection: ConnectionRef;
  /** Null for a bill in a file, which asks nothing of AWS. Prices are US dollars. */
  readonly plan: {
    readonly requests: number;
    readonly price: Amount;
    readonly queries: readonly PlannedQuery[];
    /** Such as a month of syncing that would exceed the cap; '' when there is none. */
    readonly warning: string;
  } | null;
  readonly cap: RequestCap | null;
  readonly running: SyncProgress | null;
  /** Newest first. */
  readonly runs: readonly SyncRunRow[];
  /** Newest first; the last `ledgerLimit` of `ledgerTotal`. */
  readonly ledger: readonly LedgerRow[];
  readonly ledgerTotal: number;
};
export type SyncOutcome = SyncReport | Extract<Unavailable, { kind: 'no-connection' | 'unknown-connection' }>;

/** How far a run is; also what `/api/events/sync?run=` sends as JSON, once a second while it changes. */
export type SyncProgress = {
  readonly runId: string;
  readonly status: SyncStatus;
  /** Requests done over requests planned, 0 to 1; null while the plan is not known. */
  readonly fraction: number | null;
  /** The step under way, in words. */
  readonly step: string;
  readonly requests: number;
  readonly rows: number;
};

export type ConnectionRow = ConnectionRef & {
  readonly currency: Currency | null;
  readonly managementAccountId: string | null;
  readonly organizationId: string | null;
  readonly roleArn: string | null;
  readonly region: string | null;
  readonly accounts: number;
  readonly months: MonthRange | null;
  readonly lastSync: { readonly at: Instant; readonly status: SyncStatus } | null;
  /** Null for a bill in a file. */
  readonly cap: RequestCap | null;
};
export type ConnectionsReport = { readonly rows: readonly ConnectionRow[] };

/** What the frame of every page shows. */
export type ShellReport = {
  /** True while the demo company is what is served. */
  readonly demo: boolean;
  /** True for a browser that signed in, and can sign out. */
  readonly signedIn: boolean;
  /** Who looks: the e-mail of a person, or the name of a token. */
  readonly viewer: string;
  readonly now: Instant;
  readonly connections: readonly (ConnectionRef & {
    readonly accounts: number;
    /** Months with a book, oldest first. */
    readonly months: readonly { readonly month: Month; readonly estimated: boolean }[];
    readonly lastSync: { readonly at: Instant; readonly status: SyncStatus; readonly price: Amount | null } | null;
  })[];
  /** What a page shows when its address names no month; null when no month is stored. */
  readonly defaultMonth: Month | null;
};

/** What a page of cost over time is about. */
export type SubjectRef = { readonly kind: 'account' | 'ou'; readonly id: string };
/** Cost of one service, or charge class, by month; null for a month that is not in the books. */
export type MonthlyCost = {
  readonly key: string;
  readonly label: string;
  readonly amounts: readonly (Amount | null)[];
};
export type MonthState = { readonly month: Month; readonly state: 'final' | 'estimated' | 'missing' };

/** An account's page, or an OU's. */
export type AccountReport = {
  readonly kind: 'account';
  readonly subject: SubjectRef;
  readonly connection: ConnectionRef;
  readonly asOf: Instant | null;
  readonly months: MonthRange;
  readonly basis: Basis;
  readonly currency: Currency;
  readonly estimated: boolean;
  readonly name: string;
  readonly email: string | null;
  readonly state: string | null;
  readonly joined: Day | null;
  readonly badges: readonly NodeBadge[];
  /** The day on which costs or the organization last knew it; null for one that is in the organization. */
  readonly lastSeen: Day | null;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  /** From the root down, without itself. `id` is null for what has no page of its own. */
  readonly path: readonly { readonly id: string | null; readonly name: string }[];
  /** Accounts at or below an OU; 1 for an account. */
  readonly accounts: number;
  /** Its cost in `months`, and its place among its siblings by cost: 1 is the costliest. Null: it has no place there. */
  readonly place: {
    readonly total: Amount;
    readonly rank: number;
    readonly siblings: number;
    readonly parent: string;
    readonly parentTotal: Amount;
    /** Of the parent's total, as a fraction; null when that is not positive. */
    readonly share: number | null;
  } | null;
  /** What lies directly below an OU, the costliest first. */
  readonly children: readonly {
    readonly kind: 'account' | 'ou';
    readonly id: string;
    readonly name: string;
    readonly total: Amount;
    readonly share: number | null;
  }[];
  /** Thirteen months to the last of `months`, oldest first. */
  readonly history: readonly MonthState[];
  /** Both add up to the same total in every month: usage by service, everything else by its class. */
  readonly services: readonly MonthlyCost[];
  readonly classes: readonly MonthlyCost[];
  /** Of the usage in `months`, what carries each tag key that was read. */
  readonly coverage: readonly {
    readonly key: string;
    readonly covered: Amount;
    readonly usage: Amount;
    readonly share: number | null;
  }[];
  /** What happened to it in the thirteen months, oldest first, in words. */
  readonly events: readonly { readonly day: Day; readonly text: string }[];
  /** Where to look at it at AWS: role, portal, Cost Explorer; none for an OU, a demo or a bill in a file. */
  readonly waysIn: readonly { readonly label: string; readonly href: string; readonly note: string }[];
};
