import { z } from 'zod';
import type { Database } from '@/lib/store/database';
import { getSetting, saveSetting } from '@/lib/store/settings';
import { WEEK_AGE } from './due';

/** Cube → instant at which AWS last refused its query. */
const refusedCubes = z.record(z.string(), z.string()).catch({});
const keyOf = (connectionId: string) => `refusedCubes:${connectionId}`;

/** Cubes that AWS refused within a week: a tag key that was switched off is not paid for at every sync. */
export async function findRefusedCubes(db: Database, connectionId: string, now: Date): Promise<Set<string>> {
  const all = refusedCubes.parse((await getSetting(db, keyOf(connectionId))) ?? {});
  return new Set(
    Object.entries(all).flatMap(([cube, at]) => (now.getTime() - Date.parse(at) < WEEK_AGE ? [cube] : [])),
  );
}

/** Remembers that AWS refused a cube at an instant; its earlier readings stay as they are. */
export async function saveRefusedCube(db: Database, connectionId: string, cube: string, at: string): Promise<void> {
  const all = refusedCubes.parse((await getSetting(db, keyOf(connectionId))) ?? {});
  await saveSetting(db, keyOf(connectionId), { ...all, [cube]: at });
}
