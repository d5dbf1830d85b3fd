import { describe, expect, test } from 'vitest';
import { fromAddress, onlyKnown, readAddress, toAddress } from '../../web/state/address';
import { DEFAULTS, type Settings } from '../../web/state/settings';

const layers = [{ class_name: 'Flatten', config: {} }];

test('settings are in an address what they were', () => {
  const settings: Settings = {
    ...DEFAULTS,
    preset: 'book-cnn',
    seed: 3,
    learning_rate: 1e-7,
    validation_split: 0,
    optimizer: 'SGD',
    augmentation: { shift: 2 },
    layers,
  };
  expect(fromAddress(toAddress('train', settings))).toEqual(settings);
  expect(toAddress('train', DEFAULTS)).toBe('#tab=train');
});

describe('what makes no sense is refused by its name, and the rest is taken', () => {
  test.for([
    'layers=[1,2]',
    'layers=[]',
    'layers={}',
    'layers=[{"class_name":"Dense"}]',
    'layers=[',
    'layers=[null]',
    'layers=[{"class_name":"Dense","config":[]}]',
    'layers=[{"class_name":"Dense","config":{"units":1e999}}]',
    `layers=[{"class_name":"Dense","config":{"units":${'['.repeat(20_000)}${']'.repeat(20_000)}}}]`,
    'augmentation=[3]',
    'augmentation=null',
    'augmentation={"shift":"far"}',
    'epochs=many',
    'learning_rate=1e999',
    'seed=null',
  ])('%s', (part) => {
    const asked = readAddress(`#tab=train&${part}&batch_size=64`);
    expect(asked.refused).toEqual([part]);
    expect(asked.settings).toEqual({ ...DEFAULTS, batch_size: 64 });
  });
});

test('names that cannot be chosen make way for the usual ones', () => {
  const known = {
    dataset: ['mnist'],
    preset: ['sprint', 'quick-cnn'],
    optimizer: ['Adam'],
    schedule: ['constant'],
  };
  const asked = fromAddress('#dataset=zzz&preset=quick-cnn&optimizer=Magic&schedule=__proto__&epochs=2');
  expect(onlyKnown(asked, known)).toEqual({
    settings: { ...DEFAULTS, preset: 'quick-cnn', epochs: 2 },
    refused: ['dataset=zzz', 'optimizer=Magic', 'schedule=__proto__'],
  });
});
