import { SingleBar } from 'cli-progress';
import type { Output } from './output';

/** Shows how far something is: a bar at a terminal, else a line where something new begins. */
export type ProgressBar = {
  /** `fraction` is done, from 0 to 1; `what` is under way. */
  show(fraction: number, what: string): void;
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
    show(fraction, what) {
      if (!started) bar.start(100, 0, { what });
      started = true;
      bar.update(Math.floor(fraction * 100), { what: what.slice(0, 60) });
    },
    end() {
      if (started) bar.stop();
    },
  };
}

function lines(output: Output): ProgressBar {
  let last = '';
  return {
    show(fraction, what) {
      if (what === last || what === '') return;
      last = what;
      output.say(`${String(Math.floor(fraction * 100)).padStart(3)} %  ${what}`);
    },
    end: () => undefined,
  };
}
