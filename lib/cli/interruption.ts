/** Whether the person at the terminal, or the system, has asked this process to end. */
export type Interruption = { readonly asked: boolean; end(): void };

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const NUMBER = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 };

/** Turns the first signal into a wish that `asked` tells; the second one ends the process. */
export function onInterrupt(tell: () => void): Interruption {
  const state = { asked: false };
  const ask = (signal: NodeJS.Signals) => {
    if (state.asked) process.exit(128 + (signal in NUMBER ? NUMBER[signal as keyof typeof NUMBER] : 0));
    state.asked = true;
    tell();
  };
  for (const signal of SIGNALS) process.on(signal, ask);
  return {
    get asked() {
      return state.asked;
    },
    end() {
      for (const signal of SIGNALS) process.off(signal, ask);
    },
  };
}
