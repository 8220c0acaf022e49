import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { chainCube } from '@/lib/finance/cube';
import { cubeText } from '@/lib/finance/cube-text';
import type { Month } from '@/lib/finance/month';
import type { Rules } from '@/lib/finance/rules';
import type { CubeRef, Source } from '@/lib/finance/statement/explanation-source';
import { type AwsRequest, listRequests } from '@/lib/store/ledger';
import { listLoadRuns } from '@/lib/store/load-runs';
import { listPublished } from '@/lib/store/loads';
import { type MonthRulesOf, readMonthRules } from './month-rules';
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
  const rulesOf = await readMonthRules(viewer, books);
  const cubes = explanation.parts.flatMap(({ source }) => (source.kind === 'row' ? [] : source.cubes));
  const readings: FigureReading[] = [];
  for (const { connection } of books.connections) {
    const kinds = new Set(cubes.filter((each) => each.connection === connection.id).map(({ cube }) => cube));
    const names = new Set(
      explanation.months.flatMap((month) => {
        const found = rulesOf(connection.id, month);
        return found ? [...kinds].flatMap((kind) => namesOf(kind, found.rules)) : [];
      }),
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
function namesOf(cube: CubeRef['cube'], { dimensions }: Rules): string[] {
  if (cube === 'control') return [];
  if (cube !== 'project' && cube !== 'environment') return [cube];
  return dimensions[cube].map((_, at) => chainCube(dimensions[cube].slice(0, at + 1)));
}

/**
 * Why a part is where it is: the rule that gave it its home, or the pool that moved it; '' where nothing is to be added. Of a
 * closed month it is the rule that was frozen with it; where its months differ, each rule has those in which it did.
 */
export function whyOf(viewer: Viewer, source: Source, rulesOf: MonthRulesOf): string {
  if (source.kind === 'share') return `Pool ${source.pool}`;
  if (source.kind !== 'slice') return source.kind === 'input' ? 'Entered' : '';
  const told = new Map<string, Month[]>();
  for (const { month, rule: at } of source.ruled) {
    const found = source.connection === null ? null : rulesOf(source.connection, month);
    const rule = found?.rules.assignments[at];
    if (!found || !rule) continue;
    const words = seesOrganization(viewer)
      ? `Rule ${at + 1}${found.frozen ? ' as closed' : ''}: ${ruleWords(viewer, rule)}`
      : `By ${ruleWords(viewer, rule)}`;
    told.set(words, [...(told.get(words) ?? []), month]);
  }
  if (told.size === 0) return source.home?.startsWith('project:') ? 'By its tag' : '';
  if (told.size === 1) return [...told.keys()].join('');
  return [...told].map(([words, months]) => `${words} (${months.join(', ')})`).join('; ');
}
