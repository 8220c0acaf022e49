import { Option } from 'commander';
import type { Environment } from '@/lib/env';
import type { Output } from './output';

/** Runs one command: its environment is checked first, and its module loaded only then, so that a start is quick. */
export type Work<Options> = (
  environment: Environment,
  output: Output,
  options: Options,
  operands: readonly string[],
) => Promise<number>;

/** Makes a command's action of its work. */
export type Run = <Options>(work: Work<Options>) => (...args: unknown[]) => Promise<void>;

/** `--json`, which every command has. */
export const json = () => new Option('--json', 'print one JSON document on standard output');

/** `--connection`, of the commands that are about one. */
export const named = () => new Option('--connection <name>', 'the connection, by name or id');
