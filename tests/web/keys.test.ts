import { expect, test } from 'vitest';
import { keyName } from '../../web/ui/keys';

const cases = {
  'a QWERTY keyboard': ['z', 'KeyZ', 'z'],
  capitals: ['Z', 'KeyZ', 'z'],
  'QWERTZ, where Z and Y have changed places': ['z', 'KeyY', 'z'],
  'the Y of QWERTZ': ['y', 'KeyZ', 'y'],
  AZERTY: ['z', 'KeyW', 'z'],
  Dvorak: ['z', 'Slash', 'z'],
  'what Dvorak has in the place of Z': [';', 'KeyZ', ';'],
  'an accented letter in the place of Z': ['à', 'KeyZ', 'à'],
  Russian: ['я', 'KeyZ', 'z'],
  'Russian capitals': ['Я', 'KeyZ', 'z'],
  'Russian, Y': ['н', 'KeyY', 'y'],
  'Russian, C': ['с', 'KeyC', 'c'],
  Greek: ['ζ', 'KeyZ', 'z'],
  'Greek, Y': ['υ', 'KeyY', 'y'],
  Hebrew: ['ז', 'KeyZ', 'z'],
  'Hebrew, C': ['ב', 'KeyC', 'c'],
  Arabic: ['ئ', 'KeyZ', 'z'],
  'Thai, where it is a mark': ['ั', 'KeyY', 'y'],
  Vietnamese: ['ạ', 'KeyZ', 'ạ'],
  'Korean, C': ['ㅊ', 'KeyC', 'c'],
  'Japanese, where letters are as wide as kana': ['ｚ', 'KeyZ', 'z'],
  'a key with a name': ['Escape', 'Escape', 'escape'],
  'a dead key': ['Dead', 'KeyZ', 'dead'],
} as const;

test.each(Object.entries(cases))('%s', (_, [key, code, name]) => expect(keyName({ key, code })).toBe(name));
