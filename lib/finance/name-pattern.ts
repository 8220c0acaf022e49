import { type PatternNode, parsePattern } from './pattern-syntax';

/** A pattern ready to match. `null` when it does not; else the texts of the named groups that took part. */
export type NamePattern = {
  readonly groups: readonly string[];
  readonly match: (text: string) => ReadonlyMap<string, string> | null;
};

/** Characters that a pattern may have, and steps that it may come to when its counts are written out. */
export const LONGEST_PATTERN = 500;
const MOST_STEPS = 2_000;

type Step =
  | { readonly op: 'set'; readonly holds: (char: string) => boolean; next: number }
  | { readonly op: 'assert'; readonly holds: (chars: readonly string[], at: number) => boolean }
  | { readonly op: 'fork'; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'mark'; readonly mark: number }
  | { readonly op: 'clear'; readonly slots: readonly [number, number] }
  | { readonly op: 'end' }
  | { readonly op: 'fail' };

/**
 * Compiles a pattern with JavaScript's syntax and meaning (flag `u`, searched anywhere in the text). It is matched by
 * trying each (step, place) once, so that the time is steps × characters for any pattern and any text: a company's rule
 * can't hang the books, as `(a+)+$` would.
 * @throws RangeError when it is no pattern, too long, or uses look-around or back-references.
 */
export function compilePattern(source: string): NamePattern {
  if (source.length > LONGEST_PATTERN) throw new RangeError(`a pattern has at most ${LONGEST_PATTERN} characters`);
  const { root, names } = parsePattern(source);
  const steps: Step[] = [];
  emit(root, steps);
  add(steps, { op: 'end' });
  return {
    groups: [...new Set(names.filter((name) => name !== null))],
    match: (text) => {
      const chars = [...text];
      const marks = search(steps, chars, names.length);
      if (!marks) return null;
      const found = new Map<string, string>();
      for (const [slot, name] of names.entries()) {
        const [from = -1, to = -1] = marks.slice(2 * slot, 2 * slot + 2);
        if (name !== null && from >= 0 && to >= 0) found.set(name, chars.slice(from, to).join(''));
      }
      return found;
    },
  };
}

function add(steps: Step[], step: Step): number {
  if (steps.length >= MOST_STEPS) throw new RangeError('the pattern repeats too much: write it with smaller counts');
  return steps.push(step) - 1;
}

function emit(node: PatternNode, steps: Step[]): void {
  switch (node.type) {
    case 'set':
      add(steps, { op: 'set', holds: node.holds, next: steps.length + 1 });
      return;
    case 'assert':
      add(steps, { op: 'assert', holds: node.holds });
      return;
    case 'sequence':
      for (const part of node.parts) emit(part, steps);
      return;
    case 'group':
      add(steps, { op: 'mark', mark: 2 * node.slot });
      emit(node.part, steps);
      add(steps, { op: 'mark', mark: 2 * node.slot + 1 });
      return;
    case 'choice':
      emitChoice(node.parts, steps);
      return;
    case 'repeat':
      emitRepeat(node, steps);
  }
}

function emitChoice(parts: readonly PatternNode[], steps: Step[]): void {
  const jumps: { op: 'jump'; to: number }[] = [];
  for (const [index, part] of parts.entries()) {
    const fork = { op: 'fork' as const, first: 0, second: 0 };
    const last = index === parts.length - 1;
    if (!last) fork.first = add(steps, fork) + 1;
    emit(part, steps);
    if (last) continue;
    const jump = { op: 'jump' as const, to: 0 };
    jumps.push(jump);
    add(steps, jump);
    fork.second = steps.length;
  }
  for (const jump of jumps) jump.to = steps.length;
}

type Repeat = Extract<PatternNode, { type: 'repeat' }>;
type Fork = { readonly op: 'fork'; first: number; second: number };

function emitRepeat({ part, min, max, lazy, slots }: Repeat, steps: Step[]): void {
  const turn = () => {
    if (slots[1] > slots[0]) add(steps, { op: 'clear', slots });
    emit(part, steps);
  };
  const optional = (last: () => void): (() => void) => {
    const fork: Fork = { op: 'fork', first: 0, second: 0 };
    const body = add(steps, fork) + 1;
    last();
    return () => {
      fork.first = lazy ? steps.length : body;
      fork.second = lazy ? body : steps.length;
    };
  };
  const once = mayBeEmpty(part) ? () => emitFilled(turn, steps) : turn;
  for (let count = 0; count < min; count += 1) turn();
  if (max === Number.POSITIVE_INFINITY) {
    const to = steps.length;
    optional(() => {
      once();
      add(steps, { op: 'jump', to });
    })();
    return;
  }
  const leave: (() => void)[] = [];
  for (let count = min; count < max; count += 1) leave.push(optional(once));
  for (const each of leave) each();
}

/**
 * A turn that must take a character: an optional turn that takes none does not count in JavaScript. The steps stand twice;
 * the first character leads from the first copy, whose end fails, into the second.
 */
function emitFilled(turn: () => void, steps: Step[]): void {
  const start = steps.length;
  turn();
  const length = add(steps, { op: 'fail' }) - start;
  turn();
  for (const step of steps.slice(start, start + length)) if (step.op === 'set') step.next += length + 1;
}

function mayBeEmpty(node: PatternNode): boolean {
  switch (node.type) {
    case 'set':
      return false;
    case 'assert':
      return true;
    case 'sequence':
      return node.parts.every(mayBeEmpty);
    case 'choice':
      return node.parts.some(mayBeEmpty);
    case 'group':
      return mayBeEmpty(node.part);
    case 'repeat':
      return node.min === 0 || mayBeEmpty(node.part);
  }
}

/** The leftmost match, alternatives in their order; marks are places in `chars`, −1 where a group took no part. */
function search(steps: readonly Step[], chars: readonly string[], slots: number): number[] | null {
  // Without back-references a (step, place) that failed once fails always, from whatever start it is reached.
  const failed = new Uint8Array(steps.length * (chars.length + 1));
  for (let start = 0; start <= chars.length; start += 1) {
    const marks = run(steps, chars, start, new Array<number>(2 * slots).fill(-1), failed);
    if (marks) return marks;
  }
  return null;
}

type Pending = { readonly step: number; readonly at: number; readonly marks: readonly number[] };

function run(steps: readonly Step[], chars: readonly string[], start: number, none: number[], failed: Uint8Array) {
  const pending: Pending[] = [{ step: 0, at: start, marks: none }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    let { step, at, marks } = next;
    for (;;) {
      const seen = step * (chars.length + 1) + at;
      const now = steps[step];
      if (!now || failed[seen] === 1) break;
      failed[seen] = 1;
      if (now.op === 'end') return [...marks];
      if (now.op === 'fail') break;
      step += 1;
      if (now.op === 'set') {
        const char = chars[at];
        if (char === undefined || !now.holds(char)) break;
        at += 1;
        step = now.next;
      } else if (now.op === 'assert') {
        if (!now.holds(chars, at)) break;
      } else if (now.op === 'mark') marks = marks.with(now.mark, at);
      else if (now.op === 'clear') marks = cleared(marks, now.slots);
      else if (now.op === 'jump') step = now.to;
      else {
        pending.push({ step: now.second, at, marks });
        step = now.first;
      }
    }
  }
  return null;
}

const cleared = (marks: readonly number[], [first, last]: readonly [number, number]): number[] =>
  marks.map((mark, index) => (index >= 2 * first && index < 2 * last ? -1 : mark));
