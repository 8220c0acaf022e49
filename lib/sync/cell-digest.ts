import { createHash } from 'node:crypto';
import { BASES } from '@/lib/finance/basis';
import type { MonthCell } from '@/lib/finance/cube';

const LANE = (1n << 64n) - 1n;

/**
 * A digest of a set of cells that does not depend on their order: the cells' SHA-256, added lane by lane. Two readings
 * of one bill give the same one; it guards against a forgotten change, not against an attacker.
 */
export class CellDigest {
  #low = 0n;
  #high = 0n;
  #cells = 0;

  add(cell: MonthCell): void {
    const amounts = BASES.map((basis) => cell.amounts[basis]).join(' ');
    const hash = createHash('sha256')
      .update(`${cell.month} ${cell.day} ${cell.key1.length} ${cell.key1} ${cell.key2.length} ${cell.key2} ${amounts}`)
      .digest();
    this.#low = (this.#low + hash.readBigUInt64LE(0)) & LANE;
    this.#high = (this.#high + hash.readBigUInt64LE(8)) & LANE;
    this.#cells += 1;
  }

  get cells(): number {
    return this.#cells;
  }

  /** Count and digest, as text to be compared. */
  toString(): string {
    return `${this.#cells}:${this.#low.toString(16)}:${this.#high.toString(16)}`;
  }
}
