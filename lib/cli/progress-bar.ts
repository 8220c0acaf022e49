import { SingleBar } from 'cli-progress';
import type { Output } from './output';

/** Shows how far something is: a bar at a terminal, else a line where something new begins. */
export type ProgressBar = {
  /** `done` and `total` in the same measure; `what` is under way. */
  show(done: number, total: number, what: string): void;
  end(): void;
};

export function createProgressBar(output: Output): ProgressBar {
  return process.stderr.isTTY ? terminalBar() : lines(output);
}

function terminalBar(): ProgressBar {
  const bar = new SingleBar({
    stream: process.stderr,
    format: '{bar} {percentage} %  {what}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: true,
    clearOnComplete: true,
  });
  let started = false;
  return {
    show(done, total, what) {
      if (!started) bar.start(total, done, { what });
      started = true;
      bar.setTotal(total);
      bar.update(done, { what: what.slice(0, 60) });
    },
    end() {
      if (started) bar.stop();
    },
  };
}

function lines(output: Output): ProgressBar {
  let last = '';
  return {
    show(done, total, what) {
      if (what === last || what === '') return;
      last = what;
      const percent = total > 0 ? Math.min(100, Math.floor((done / total) * 100)) : 0;
      output.say(`${String(percent).padStart(3)} %  ${what}`);
    },
    end: () => undefined,
  };
}
