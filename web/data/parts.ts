/** Whether a path speaks of training or of testing: the last folder or name that says either decides. */
export function partOf(path: string): 'training' | 'test' {
  const said = path
    .split('/')
    .reverse()
    .map((name) => /(?:^|[^a-z])(train|t10k|test|val)/i.exec(name)?.[1].toLowerCase())
    .find(Boolean);
  return said && said !== 'train' ? 'test' : 'training';
}
