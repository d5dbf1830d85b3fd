/**
 * What the core and its library refuse, by its code: the English rule in
 * `fail("Conv2D", "kernel_size must be positive, got {}", size)` of src/, and in
 * `refusal('engine', 'variant {} is not reproducible', variant)` of wasm/library/. {} stands for the next value, {0} for the
 * first, {1} for the second. A code that is not here is said as the core says it, which is English. ui/words.ts looks it up.
 */
export const core: Readonly<Record<string, string>> = {
  '{} could not be fetched: {}': '{} could not be fetched. Are you online?',
  '{} could not be loaded': '{} could not be fetched. Are you online?',
};
