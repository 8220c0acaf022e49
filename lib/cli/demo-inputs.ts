import { machineAdministrator } from '@/lib/auth/machine-administrator';
import { calendarFrom } from '@/lib/demo/calendar';
import { inputsUntil } from '@/lib/demo/inputs';
import { AppError } from '@/lib/errors';
import {
  BUDGET,
  DRIVER,
  type Draft,
  type InputEntry,
  type InputKind,
  OUTSIDE_COST,
  REVENUE,
} from '@/lib/finance/input-kind';
import { type GivenLine, readLine, writeLine } from '@/lib/finance/input-line';
import type { Day, Month } from '@/lib/finance/month';
import type { Database } from '@/lib/store/database';
import { listInputs } from '@/lib/store/finance-inputs';
import { saveInputsAndDerive } from '@/lib/sync/input-saving';

/**
 * Enters what the demo company's finance team would have entered by `today`. A month of which the store has a line of a
 * kind is left alone, so that what a visitor changes stays changed.
 */
export async function loadDemoInputs(db: Database, since: Month, today: Day): Promise<void> {
  const { revenue, budgets, drivers, outsideCosts } = inputsUntil(today, calendarFrom(since));
  await load(db, REVENUE, revenue);
  await load(db, BUDGET, budgets);
  await load(db, DRIVER, drivers);
  await load(db, OUTSIDE_COST, outsideCosts);
}

async function load<Entry extends InputEntry & Draft<Entry>>(
  db: Database,
  kind: InputKind<Entry>,
  given: readonly GivenLine[],
): Promise<void> {
  const monthOf = (line: GivenLine): string => line.month ?? line.from ?? '';
  const stored = await listInputs(machineAdministrator(db), kind, null);
  const known = new Set(stored.map((entry) => monthOf(writeLine(kind, entry))));
  const lines = given.filter((line) => !known.has(monthOf(line))).map((line) => demand(kind, line));
  const saved = await saveInputsAndDerive(db, kind, lines);
  if (saved.kind === 'refused') throw invalid(kind.name, JSON.stringify(saved.faults));
}

function demand<Entry>(kind: InputKind<Entry>, given: GivenLine): Draft<Entry> {
  const reading = readLine(kind, given);
  if (reading.ok) return reading.line;
  throw invalid(kind.name, JSON.stringify(reading.faults));
}

const invalid = (name: string, faults: string): AppError =>
  new AppError('internal', `The demo's ${name} lines cannot be stored: ${faults}`);
