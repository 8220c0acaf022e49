import { format } from 'node:util';
import { afterEach, beforeEach } from 'vitest';

// A set-up file of Vitest: a test during which something writes to console.error fails, and shows what was written.

const written: string[] = [];
const original = console.error;

beforeEach(() => {
  written.length = 0;
  console.error = (...parts: unknown[]) => {
    written.push(format(...parts));
  };
});

afterEach(() => {
  console.error = original;
  if (written.length > 0) throw new Error(`console.error was called:\n${written.join('\n')}`);
});
