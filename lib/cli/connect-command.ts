import type { Environment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { formatPlural } from '@/lib/format/count';
import { connectPayer } from '@/lib/sync/connect';
import { type ConnectInput, connectFaults } from '@/lib/sync/connect-input';
import { withMainBooks } from './books';
import { checksText } from './doctor-command';
import { connectionDocument } from './documents';
import { EXIT, type Output, UsageError } from './output';

export type ConnectOptions = {
  readonly name: string;
  readonly roleArn?: string;
  readonly externalId?: string;
  readonly region?: string;
  readonly historyMonths?: number;
};

/** `connect`: adds a payer to the main store, after the checks of `doctor`. */
export async function connectCommand(
  environment: Environment,
  output: Output,
  options: ConnectOptions,
): Promise<number> {
  const input = inputOf(options);
  return withMainBooks(environment, output, async ({ db }) => {
    output.say(`Checking what AWS lets us read for ${input.name} …`);
    const outcome = await connectPayer(db, input, { cap: environment.monthlyRequestCap, endpoint: null });
    const wrong = outcome.checks.filter((check) => !check.ok);
    if (wrong.length > 0) output.say(checksText(wrong));
    if (outcome.kind === 'refused') {
      throw new AppError(
        'configuration',
        `${input.name} was not connected: ${wrong.filter((check) => check.blocking).length} checks failed.`,
        {
          fix: 'Mend what is listed above and connect again; nothing was stored.',
        },
      );
    }
    const { connection, plan } = outcome;
    for (const notice of plan.notices) output.say(notice.message);
    output.answer(await connectionDocument(db, connection), () =>
      [
        `${connection.name} is connected (payer ${connection.managementAccountId ?? 'unknown'}).`,
        `Its first sync takes about ${formatPlural(plan.requests, 'request')} ($${plan.price}): npm run -s subledger -- sync --connection ${connection.name}`,
      ].join('\n'),
    );
    return EXIT.done;
  });
}

const FLAGS: Record<string, string> = {
  name: '--name',
  roleArn: '--role-arn',
  externalId: '--external-id',
  region: '--region',
  historyMonths: '--history-months',
};

function inputOf({ name, roleArn, externalId, region, historyMonths }: ConnectOptions): ConnectInput {
  const input: ConnectInput = {
    name,
    roleArn: roleArn ?? null,
    externalId: externalId ?? null,
    region: region ?? null,
    historyMonths: historyMonths ?? 14,
  };
  const faults = connectFaults(input);
  if (faults.length > 0)
    throw new UsageError(faults.map(({ field, message }) => `${FLAGS[field] ?? field} ${message}`).join('\n'));
  return input;
}
