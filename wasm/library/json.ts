import { refusal } from './trouble';

/** A number that JSON would turn into null, which would count as absent, is refused. */
export function toJson(where: string, value: unknown): string {
  return JSON.stringify(value, (name, each: unknown) => {
    if (typeof each === 'bigint' || (typeof each === 'number' && !Number.isFinite(each)))
      throw refusal(where, '{} must be a finite number, got {}', name, each);
    return each;
  });
}
