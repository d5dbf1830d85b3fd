/**
 * What a key is called in a shortcut: a name such as `escape`, or the Latin letter on it. A key with a letter of another
 * script is called as the one in its place on an English keyboard.
 */
export function keyName({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string {
  const isLatin = /^[ -\u024f\u1e00-\u1eff]/.test(key);
  return (isLatin ? key : code.replace(/^Key/, '')).toLowerCase();
}
