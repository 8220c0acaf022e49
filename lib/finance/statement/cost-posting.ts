import { FACE_KEYS } from '../account-axis';
import { facesOf } from './column';
import type { StatementShare, StatementSlice, UsageCell } from './input';
import { type Mask, projectOfHome } from './membership';
import type { Place, Posting } from './posting';
import { entitiesOf } from './query';
import { isMemo, rowKeys, usageRow } from './row-key';
import { usageRemainders } from './usage-remainder';

/** Posts what AWS charged, what pools moved of it, and what was booked after a close. */
export function postCosts(posting: Posting): void {
  postUsage(posting);
  for (const slice of posting.input.slices) postSlice(posting, slice);
  if (posting.byEnvironment) postHomes(posting);
  postShares(posting);
  postResiduals(posting);
  postAdjustments(posting);
}

/** Usage by what it was for: cells of the face that tells the columns apart, and what they lack of the book. */
function postUsage({ input, query, months, post, membership }: Posting): void {
  const byHome = facesOf(entitiesOf(query.shape)).usage.includes('home');
  const rows = new Map<string | null, string>();
  const postCells = (cells: readonly UsageCell[]): void => {
    for (const cell of cells) {
      if (!months.has(cell.month)) continue;
      let row = rows.get(cell.service);
      if (row === undefined) {
        row = usageRow(cell.service);
        rows.set(cell.service, row);
      }
      const where = membership.ofAccount(cell.connection, cell.month, cell.account);
      const mask = where | membership.ofHome(cell.home) | membership.ofEnvironment(cell.environment);
      post(row, cell.month, mask, cell.units, cell);
    }
  };
  postCells(input.usage);
  postCells(usageRemainders(input.slices, input.usage, byHome, months));
}

/** A charge that is not usage by its class, and whose each charge is. Usage by environment is told by cells. */
function postSlice(posting: Posting, slice: StatementSlice): void {
  const { query, months, post, membership, byEnvironment, environmentOf } = posting;
  const { connection, month, account, home, chargeClass, units } = slice;
  const usage = chargeClass === 'usage';
  if (!months.has(month) || (usage && byEnvironment)) return;
  const environment = usage ? 0 : membership.ofEnvironment(environmentOf(slice, false));
  const mask = membership.ofAccount(connection, month, account) | membership.ofHome(home) | environment;
  const memo = isMemo(chargeClass, query);
  if (!usage) post(memo ? 'tax:direct' : chargeClass, month, mask, units, slice);
  posting.places.note(connection, month, account, home, mask);
  if (!memo) postHome(posting, slice, home, mask, usage);
}

function postHomes(posting: Posting): void {
  const { input, months, membership, places } = posting;
  for (const cells of [input.homes, usageRemainders(input.slices, input.homes, true, months)]) {
    for (const cell of cells) {
      const { connection, month, account, environment } = cell;
      if (!months.has(month)) continue;
      const home = cell.home ?? '';
      const where = membership.ofAccount(connection, month, account) | membership.ofHome(home);
      const mask = where | membership.ofEnvironment(environment);
      if (environment !== FACE_KEYS.rounding) places.note(connection, month, account, home, mask);
      postHome(posting, cell, home, mask, true);
    }
  }
}

/** Whose a charge is: its class, whether it has a project, and whether a rule or a tag names its home at all. */
function postHome(
  { post, classRow }: Posting,
  charge: StatementSlice | UsageCell,
  home: string,
  mask: Mask,
  usage: boolean,
): void {
  const { month, units } = charge;
  post(classRow('direct', home), month, mask, units, charge);
  const allocated = projectOfHome(home) !== null;
  if (!allocated) post('unallocated', month, mask, units, charge);
  if (!usage) return;
  post('used', month, mask, units, charge);
  if (allocated || home.startsWith('pool:')) post('covered', month, mask, units, charge);
}

/** What is moved counts with the account and home that it is taken from, or given to. */
function postShares(posting: Posting): void {
  const { input, query, months, post, classRow } = posting;
  const rows = new Map<string, string>();
  for (const share of input.shares) {
    const { month, pool, chargeClass, side, home } = share;
    if (!months.has(month)) continue;
    let row = rows.get(pool);
    if (row === undefined) {
      row = rowKeys.shared(pool);
      rows.set(pool, row);
    }
    const mask = maskOfShare(posting, share);
    const units = side === 'in' ? share.units : -share.units;
    if (isMemo(chargeClass, query)) {
      post('tax:shared', month, mask, units, share);
      continue;
    }
    post(row, month, mask, units, share);
    post(classRow('shared', home), month, mask, units, share);
    if (projectOfHome(home) === null) post('unallocated', month, mask, units, share);
  }
}

/** What goes in lies where the project's usage lies; what goes out, where its charge does. */
const maskOfShare = (posting: Posting, share: StatementShare): Mask =>
  maskAt(posting, share, share.side === 'in' || share.chargeClass === 'usage');

function maskAt({ membership, environmentOf }: Posting, at: Place, usage: boolean): Mask {
  const where = membership.ofAccount(at.connection, at.month, at.account) | membership.ofHome(at.home);
  return where | membership.ofEnvironment(environmentOf(at, usage));
}

function postResiduals({ input, months, post, membership, classRow }: Posting): void {
  for (const known of input.months) {
    if (!months.has(known.month) || known.residual === null) continue;
    const mask = membership.ofConnection(known.connection);
    post('residual', known.month, mask, known.residual, known);
    post(classRow('residual', null), known.month, mask, known.residual, known);
  }
}

/** What was booked counts where its account was in the month that was restated. */
function postAdjustments(posting: Posting): void {
  const { input, query, months, post, membership, classRow } = posting;
  for (const line of input.adjustments) {
    const { connection, month, account, home, chargeClass, restated, units } = line;
    if (!months.has(month)) continue;
    const at = account === null ? null : { connection, month: restated, account, home: home ?? '' };
    const mask = at === null ? membership.ofConnection(connection) : maskAt(posting, at, chargeClass === 'usage');
    if (isMemo(chargeClass, query)) post('tax:adjustments', month, mask, units, line);
    else {
      post(rowKeys.adjustments(restated), month, mask, units, line);
      post(classRow('adjustments', home), month, mask, units, line);
    }
  }
}
