import type { EngineError, Refusal } from './types';

/** The error that wasm/bound.h tells of. */
export function asError(trouble: string): EngineError {
  const { error, ...about } = JSON.parse(trouble) as Refusal & { error: string };
  return Object.assign(new Error(error), about);
}
