import type { AwsClients } from '@/lib/aws/clients';
import {
  type DiscoveredCostCategory,
  type DiscoveredTagKey,
  pullBackfills,
  pullCostCategories,
  pullTagKeys,
} from '@/lib/aws/discovery';
import { AppError } from '@/lib/errors';
import type { Notice } from './context';

type Notify = (notice: Notice) => void;

/** The payer's tag keys and cost categories. A partition without cost categories has none. */
export async function pullDefinitions(
  clients: AwsClients,
  notify: Notify,
): Promise<{ tagKeys: DiscoveredTagKey[]; categories: DiscoveredCostCategory[] }> {
  const tagKeys = await pullTagKeys(clients);
  const categories = await spared(() => pullCostCategories(clients), 'cost categories', notify);
  return { tagKeys, categories: categories ?? [] };
}

/** When AWS last finished a tag backfill, ISO; null when it finished none, or does not tell. */
export async function pullLastBackfill(clients: AwsClients, notify: Notify): Promise<string | null> {
  const backfills = await spared(() => pullBackfills(clients), 'tag backfills', notify);
  const finished = (backfills ?? []).flatMap(({ completedAt }) => completedAt ?? []);
  return (
    finished
      .map((at) => new Date(at).toISOString())
      .sort()
      .at(-1) ?? null
  );
}

/**
 * What a sync can do without is not worth failing for where AWS does not offer it, or does not allow it: everything is
 * read again weekly. Lost connections, throttling and bad credentials still fail.
 */
async function spared<T>(pull: () => Promise<T>, what: string, notify: Notify): Promise<T | null> {
  try {
    return await pull();
  } catch (error) {
    if (!(error instanceof AppError) || !['aws-refused', 'aws-access-denied'].includes(error.code)) throw error;
    notify({
      code: 'not-listed',
      message: `AWS did not list ${what}: ${error.message} What changes there is found at the weekly reading.`,
    });
    return null;
  }
}
