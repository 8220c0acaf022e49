import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { chainCube } from '@/lib/finance/cube';
import { cubeText } from '@/lib/finance/cube-text';
import type { Month } from '@/lib/finance/month';
import type { Rules } from '@/lib/finance/rules';
import type { CubeRef, Source } from '@/lib/finance/statement/explanation-source';
import { type AwsRequest, listRequests } from '@/lib/store/ledger';
import { listLoadRuns } from '@/lib/store/load-runs';
import { listPublished } from '@/lib/store/loads';
import { findRules } from '@/lib/store/rule-sets';
import type { ExplanationReport } from './statement-query';
import { ruleWords } from './told-rules';

/** A stored reading of a cube that shows parts of a figure, and the requests to AWS that brought it. */
export type FigureReading = {
  readonly cube: string;
  readonly month: Month;
  readonly connection: string;
  readonly readAt: string;
  readonly rows: number;
  readonly requests: readonly Pick<AwsRequest, 'id' | 'subject' | 'sentAt'>[];
};

const MOST_READINGS = 60;
const MOST_REQUESTS = 500;

/** The readings behind a figure: of AWS with the requests of the ledger, of files without. A reader of a part gets none. */
export async function readFigureReadings(
  viewer: Viewer,
  { books, explanation }: ExplanationReport,
): Promise<FigureReading[]> {
  if (!seesOrganization(viewer)) return [];
  const { scope } = viewer;
  const { rules } = await findRules(scope.db);
  const cubes = explanation.parts.flatMap(({ source }) => (source.kind === 'row' ? [] : source.cubes));
  const readings: FigureReading[] = [];
  for (const { connection } of books.connections) {
    const names = new Set(
      cubes.filter((each) => each.connection === connection.id).flatMap((each) => namesOf(each, rules)),
    );
    if (names.size === 0) continue;
    const published = (await listPublished(scope.db, connection.id)).filter(
      ({ cube, month }) => names.has(cube) && explanation.months.includes(month),
    );
    const shown = published.slice(0, MOST_READINGS);
    const runs = await listLoadRuns(
      scope.db,
      shown.map(({ loadId }) => loadId),
    );
    const requests = new Map<string, readonly AwsRequest[]>();
    for (const runId of new Set(runs.values()))
      requests.set(runId, await listRequests(scope, connection.id, { runId, limit: MOST_REQUESTS }));
    for (const { cube, month, loadedAt, rows, loadId } of shown) {
      const text = cubeText(cube);
      const own = requests.get(runs.get(loadId) ?? '') ?? [];
      readings.push({
        ...{ cube: text, month, connection: connection.name, readAt: loadedAt, rows },
        requests: own
          .filter(({ subject, outcome }) => outcome === 'answered' && subject.startsWith(`${text} `))
          .map(({ id, subject, sentAt }) => ({ id, subject, sentAt })),
      });
    }
  }
  return readings;
}

/** The stored cubes that a reference means; the control total stands in the book of its month. */
function namesOf({ cube }: CubeRef, { dimensions }: Rules): string[] {
  if (cube === 'control') return [];
  if (cube !== 'project' && cube !== 'environment') return [cube];
  return dimensions[cube].map((_, at) => chainCube(dimensions[cube].slice(0, at + 1)));
}

/** Why a part is where it is: the rule that gave it its home, or the pool that moved it; '' where nothing is to be added. */
export function whyOf(viewer: Viewer, source: Source, rules: Rules): string {
  if (source.kind === 'slice') {
    const words = source.rules.flatMap((at) => {
      const rule = rules.assignments[at];
      return rule
        ? [seesOrganization(viewer) ? `Rule ${at + 1}: ${ruleWords(viewer, rule)}` : `By ${ruleWords(viewer, rule)}`]
        : [];
    });
    if (words.length > 0) return [...new Set(words)].join('; ');
    return source.home?.startsWith('project:') ? 'By its tag' : '';
  }
  if (source.kind === 'share') return `Pool ${source.pool}`;
  return source.kind === 'input' ? 'Entered' : '';
}
