import { machineAdministrator } from '@/lib/auth/machine-administrator';
import type { Environment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { MACHINE } from '@/lib/store/audit';
import { findConnection, listConnections } from '@/lib/store/connections';
import { disconnect } from '@/lib/sync/disconnect';
import { withActiveBooks, withMainBooks } from './books';
import { connectionDocument } from './documents';
import { EXIT, type Output, tableText } from './output';

/** `connection list`: the connections whose figures are shown. */
export async function listConnectionsCommand(environment: Environment, output: Output): Promise<number> {
  return withActiveBooks(environment, output, undefined, async ({ db }) => {
    const connections = await listConnections(machineAdministrator(db));
    const rows = await Promise.all(connections.map((connection) => connectionDocument(db, connection)));
    output.answer({ rows }, () =>
      rows.length === 0
        ? 'No connections yet: npm run -s subledger -- connect --name NAME'
        : tableText(
            ['name', 'kind', 'currency', 'payer', 'last sync', 'status', 'id'],
            rows.map((row) => [
              row.name,
              row.kind,
              row.currency ?? '–',
              row.managementAccountId ?? '–',
              row.lastSync?.at ?? 'never',
              row.lastSync?.status ?? '–',
              row.id,
            ]),
          ),
    );
    return EXIT.done;
  });
}

/** `connection remove`: a connection and everything that was loaded for it. Refused while a sync of it runs. */
export async function removeConnectionCommand(
  environment: Environment,
  output: Output,
  idOrName: string,
): Promise<number> {
  return withMainBooks(environment, output, async ({ db }) => {
    const scope = machineAdministrator(db);
    const connection = await findConnection(scope, idOrName);
    if (!connection) {
      const names = (await listConnections(scope)).map(({ name }) => name).sort();
      throw new AppError('not-found', `There is no connection ${idOrName}.`, {
        ...(names.length > 0 ? { fix: `There are: ${names.join(', ')}.` } : {}),
      });
    }
    await disconnect(db, connection, MACHINE);
    output.answer(
      { removed: { id: connection.id, name: connection.name } },
      () => `${connection.name} and its figures are removed.`,
    );
    return EXIT.done;
  });
}
