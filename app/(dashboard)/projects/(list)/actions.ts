'use server';

import type { Proposal } from '@/components/projects/rule-proposal';
import { pageActor } from '@/lib/auth/actor';
import { findPageViewer } from '@/lib/auth/page-viewer';
import { requireRole, type Viewer } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import type { Basis } from '@/lib/finance/basis';
import { formatDecimal } from '@/lib/finance/money';
import { proposeRules } from '@/lib/finance/proposed-rules';
import type { Rules } from '@/lib/finance/rules';
import { sourceWords, targetsWords } from '@/lib/finance/rules-words';
import { listConnections } from '@/lib/store/connections';
import { listTagKeys } from '@/lib/store/discovery';
import { listPublished } from '@/lib/store/loads';
import { findRules } from '@/lib/store/rule-sets';
import { changeRules } from '@/lib/sync/derivation-refresh';
import { previewLastMonths } from '@/lib/sync/rules-preview';
import { log } from '@/lib/telemetry/log';

type Refused = { ok: false; message: string };

/** The first rules that the tag keys suggest, and what they would make of the last full month. Nothing is saved. */
export async function previewProposal(basis: Basis): Promise<{ ok: true; proposal: Proposal } | Refused> {
  return told('the proposal of rules could not be made', async (viewer) => {
    const { db } = viewer.scope;
    const { id, rules } = await findRules(db);
    const proposed = await proposalOf(viewer, rules);
    const months = await previewLastMonths(db, proposed, new Date());
    const { project, environment } = proposed.dimensions;
    return {
      ok: true,
      proposal: {
        ...{ base: id, project, environment },
        pools: proposed.pools.map((pool) => `${sourceWords(pool.source)}, over ${targetsWords(pool)}`),
        months: months.map(({ connection, month, preview, unread }) => ({
          ...{ connection: connection.name, currency: connection.currency ?? '', month, unread },
          projects: preview.projects
            .map(({ project: name, after }) => ({ project: name, units: after.total[basis] }))
            .sort((a, b) => (a.units === b.units ? 0 : a.units > b.units ? -1 : 1))
            .map(({ project: name, units }) => ({ project: name, total: formatDecimal(units) })),
          before: formatDecimal(preview.unallocated.before[basis]),
          after: formatDecimal(preview.unallocated.after[basis]),
        })),
      },
    };
  });
}

/** Saves the proposal, as one step of the rules' history. `base`: the set that it was shown for. */
export async function acceptProposal(base: number): Promise<{ ok: true } | Refused> {
  return told('the proposed rules could not be saved', async (viewer) => {
    if (!Number.isSafeInteger(base)) return { ok: false, message: 'Reload the page and look at the proposal again.' };
    const { db } = viewer.scope;
    const rules = await proposalOf(viewer, (await findRules(db)).rules);
    const how = { createdBy: viewer.name, origin: await pageActor(viewer), note: 'the first rules, as proposed' };
    await changeRules(db, { rules, base, ...how }, new Date());
    return { ok: true };
  });
}

/** The chains of the keys that are read or that AWS reports by, and the first pools. */
async function proposalOf({ scope }: Viewer, rules: Rules): Promise<Rules> {
  const lists = await Promise.all(
    (await listConnections(scope)).map(async ({ id }) => {
      const [keys, published] = await Promise.all([listTagKeys(scope, id), listPublished(scope.db, id)]);
      return [
        ...published.filter(({ cube }) => cube.startsWith('tag:')).map(({ cube }) => cube.slice(4)),
        ...keys.filter(({ status }) => status === 'Active').map(({ key }) => key),
      ];
    }),
  );
  return proposeRules(rules, [...new Set(lists.flat())].sort());
}

/** Work for those who may change rules. A refusal that can be expected is told, not thrown. */
async function told<Reply>(
  failure: string,
  work: (viewer: Viewer) => Promise<Reply | Refused>,
): Promise<Reply | Refused> {
  try {
    const viewer = await findPageViewer();
    requireRole(viewer, ['admin', 'finance']);
    return await work(viewer);
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) {
      log.error({ err: error }, failure);
      throw error;
    }
    return { ok: false, message: [error.message, error.fix].filter(Boolean).join(' ') };
  }
}
