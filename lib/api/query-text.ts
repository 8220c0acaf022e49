import type { z } from 'zod';
import { AppError, type FieldError } from '@/lib/errors';

/**
 * Reads the parameters of an address by a schema. `lists` may be given more than once.
 * @throws AppError `invalid-input` that names every parameter that is unknown, repeated or wrong
 */
export function readParams<Schema extends z.ZodType>(
  schema: Schema,
  params: URLSearchParams,
  lists: readonly string[] = [],
): z.output<Schema> {
  const given = new Map<string, string | string[]>();
  const faults: FieldError[] = [];
  for (const name of new Set(params.keys())) {
    const texts = params.getAll(name);
    if (lists.includes(name)) given.set(name, texts);
    else if (texts.length === 1) given.set(name, texts[0] ?? '');
    else faults.push({ field: name, message: 'is given more than once' });
  }
  if (faults.length > 0) throw invalid(faults);
  return readInput(schema, Object.fromEntries(given));
}

/** Reads a request's input by a schema. @throws AppError `invalid-input` with every fault by its field */
export function readInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  // zod passes this one name over instead of refusing it.
  if (typeof input === 'object' && input !== null && Object.hasOwn(input, '__proto__')) {
    throw invalid([{ field: '__proto__', message: 'is not known here' }]);
  }
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues.flatMap(faultsOf));
}

function faultsOf(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: [...issue.path, key].join('.'), message: 'is not known here' }));
  }
  // What is wrong with one of several values of a parameter is wrong with the parameter.
  const path = issue.path.length === 2 && typeof issue.path[1] === 'number' ? issue.path.slice(0, 1) : issue.path;
  return [{ field: path.join('.'), message: issue.message }];
}

function invalid(errors: readonly FieldError[]): AppError {
  const text = errors.map(({ field, message }) => (field === '' ? message : `${field} ${message}`)).join('; ');
  return new AppError('invalid-input', `${text}.`, { errors });
}
