import { afterEach, expect, it, vi } from 'vitest';
import { onInterrupt } from './interruption';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('ends in order at the first signal, and at once at the second', () => {
  vi.useFakeTimers();
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  const tell = vi.fn();
  const interruption = onInterrupt(tell);
  try {
    expect(interruption.signal.aborted).toBe(false);
    process.emit('SIGTERM', 'SIGTERM');
    expect(interruption.signal.aborted).toBe(true);
    // The same signal, passed on by the launcher: a service manager signals every process of the group.
    vi.advanceTimersByTime(100);
    process.emit('SIGTERM', 'SIGTERM');
    expect(exit).not.toHaveBeenCalled();
    expect(tell).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1_000);
    process.emit('SIGINT', 'SIGINT');
    expect(exit).toHaveBeenCalledExactlyOnceWith(130);
  } finally {
    interruption.end();
  }
});
