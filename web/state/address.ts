import { type Configured, DEFAULTS, type Settings } from './settings';

/** Settings, and what they were asked for in vain, as 'preset=nope'. */
export interface Asked {
  settings: Settings;
  refused: string[];
}

const texts = ['dataset', 'preset', 'optimizer', 'schedule'] as const;

const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** Deeper than any configuration of Keras's. */
const DEEPEST = 12;
const isPlain = (value: unknown, depth = DEEPEST): boolean =>
  typeof value === 'object' && value !== null
    ? depth > 0 && Object.values(value).every((each) => isPlain(each, depth - 1))
    : typeof value !== 'number' || Number.isFinite(value);
const isLayer = (value: unknown): value is Configured =>
  isObject(value) && typeof value.class_name === 'string' && isObject(value.config) && isPlain(value.config);

/** What is written as JSON, and what it must be. */
const structures: Partial<Record<keyof Settings, (value: unknown) => boolean>> = {
  seed: isNumber,
  epochs: isNumber,
  batch_size: isNumber,
  validation_split: isNumber,
  learning_rate: isNumber,
  patience: isNumber,
  augmentation: (value) => isObject(value) && Object.values(value).every(isNumber),
  layers: (value) => Array.isArray(value) && value.length > 0 && value.every(isLayer),
};

/** From the part of an address behind '#'. */
export function readAddress(hash: string): Asked {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const settings: Record<string, unknown> = { ...DEFAULTS };
  const refused: string[] = [];
  for (const name of texts) if (query.get(name)) settings[name] = query.get(name);
  for (const [name, fits] of Object.entries(structures)) {
    const text = query.get(name);
    if (!text) continue;
    try {
      const value: unknown = JSON.parse(text);
      if (!fits(value)) throw new Error();
      settings[name] = value;
    } catch {
      refused.push(`${name}=${text}`);
    }
  }
  return { settings: settings as unknown as Settings, refused };
}

export const fromAddress = (hash: string): Settings => readAddress(hash).settings;

/** A lesson of the Learn tab that is open, and at which of its steps, from 1. */
export interface LessonPlace {
  lesson: string;
  step: number;
}

export function lessonIn(hash: string): LessonPlace | null {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const lesson = query.get('lesson');
  return lesson ? { lesson, step: Math.max(1, Math.trunc(Number(query.get('step'))) || 1) } : null;
}

export const lessonAddress = ({ lesson, step }: LessonPlace) => `#tab=learn&lesson=${lesson}&step=${step}`;

export function toAddress(tab: string, settings: Settings): string {
  const query = new URLSearchParams({ tab });
  for (const name of texts) {
    const value = settings[name];
    if (value && value !== (DEFAULTS as Partial<Settings>)[name]) query.set(name, value);
  }
  for (const name of Object.keys(structures) as (keyof Settings)[]) {
    const value = settings[name];
    if (value !== undefined && value !== DEFAULTS[name]) query.set(name, JSON.stringify(value));
  }
  return `#${query}`;
}

/** Puts the usual in place of a name that is none of those that can be chosen. */
export function onlyKnown(asked: Settings, known: Record<(typeof texts)[number], readonly string[]>): Asked {
  const settings: Partial<Settings> = { ...asked };
  const refused: string[] = [];
  for (const name of texts) {
    const value = settings[name];
    if (value === undefined || known[name].includes(value)) continue;
    refused.push(`${name}=${value}`);
    delete settings[name];
  }
  return { settings: { ...DEFAULTS, ...settings }, refused };
}
