import type { EngineError, Refusal } from './types';

/** The error that wasm/bound.h tells of. */
export function asError(trouble: string): EngineError {
  const { error, ...about } = JSON.parse(trouble) as Refusal & { error: string };
  return Object.assign(new Error(error), about);
}

/** As many as there are {} in the rule. */
type Values<Rule extends string> = Rule extends `${string}{}${infer Rest}`
  ? [value: unknown, ...Values<Rest>]
  : [];

/**
 * What the library itself refuses, as the core does (src/base/error.h): a whole sentence in English, which is its code as well,
 * and the values for it.
 */
export function refusal<Rule extends string>(where: string, rule: Rule, ...given: Values<Rule>): EngineError {
  const values = (given as unknown[]).map(String);
  let next = 0;
  const words = rule.replaceAll('{}', () => values[next++]);
  return Object.assign(new Error(`[${where}] ${words}`), { where, code: rule, values });
}
