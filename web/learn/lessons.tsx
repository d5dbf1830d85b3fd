import type { JSX } from 'preact';
import * as messages from '../app/messages';
import { Icon } from '../ui/icon';
import type { Lesson } from './lesson';

export interface LessonAbout {
  id: string;
  title: string;
  about: string;
  minutes: number;
  icon: () => JSX.Element;
  /** The network to train after it, and how it is asked for. */
  preset: string;
  address: string;
  load: () => Promise<{ lesson: Lesson }>;
}

const { lessons: texts } = messages.learn;

const train = (preset: string, more = '') => ({ preset, address: `#tab=train${more}&preset=${preset}` });

/** In the order in which they are best taken. */
export const lessons: readonly LessonAbout[] = [
  {
    id: 'kernel',
    ...texts.kernel,
    minutes: 4,
    icon: () => <Icon d="M4 4h16v16H4zM4 9.3h16M4 14.7h16M9.3 4v16M14.7 4v16" />,
    ...train('numpy-cnn'),
    load: () => import('./kernel'),
  },
  {
    id: 'stride',
    ...texts.stride,
    minutes: 3,
    icon: () => <Icon d="M3 8h7v7H3zM14 8h7v7h-7M6.5 19h11m-3-2.5 3 2.5-3 2.5" />,
    ...train('quick-cnn'),
    load: () => import('./stride'),
  },
  {
    id: 'pooling',
    ...texts.pooling,
    minutes: 3,
    icon: () => <Icon d="M3 3h11v11H3zM8.5 3v11M3 8.5h11M17 17h4v4h-4zM14.5 14.5 17 17" />,
    ...train('book-cnn'),
    load: () => import('./pooling'),
  },
  {
    id: 'softmax',
    ...texts.softmax,
    minutes: 4,
    icon: () => <Icon d="M4 20v-4M9 20v-9M14 20V4M19 20v-6M2 20h20" />,
    ...train('numpy-cnn'),
    load: () => import('./softmax'),
  },
  {
    id: 'backpropagation',
    ...texts.backpropagation,
    minutes: 5,
    icon: () => (
      <Icon d="M20 6a2 2 0 1 1-4 0 2 2 0 0 1 4 0M20 18a2 2 0 1 1-4 0 2 2 0 0 1 4 0M8 12a2 2 0 1 1-4 0 2 2 0 0 1 4 0M16 7 8 11M16 17 8 13" />
    ),
    ...train('numpy-cnn'),
    load: () => import('./backpropagation'),
  },
  {
    id: 'overfitting',
    ...texts.overfitting,
    minutes: 4,
    icon: () => <Icon d="M3 20C6 8 10 5 21 4M3 20c3-7 8-9 11-7s4 2 7 1" />,
    ...train('keras-simple'),
    load: () => import('./overfitting'),
  },
  {
    id: 'augmentation',
    ...texts.augmentation,
    minutes: 3,
    icon: () => <Icon d="M12 5a7 7 0 1 1-6.4 4.2M5 4l.6 5.2 5-1.2" />,
    ...train('inkling'),
    load: () => import('./augmentation'),
  },
  {
    id: 'shrinking',
    ...texts.shrinking,
    minutes: 3,
    icon: () => <Icon d="M3 3h18v18H3zM14 14h4v4h-4zM6 6l5 5m0-4v4H7" />,
    ...train('sprint'),
    load: () => import('./shrinking'),
  },
  {
    id: 'kuzushiji',
    ...texts.kuzushiji,
    minutes: 5,
    icon: () => <Icon d="M6 6c4 1 8 .5 11-.5M11 3c-1 6-.5 11 1 17M6 15c1-4 9-7 11-3s-4 7-6 7-5-1-5-4" />,
    ...train('kmnist-cnn', '&dataset=kmnist'),
    load: () => import('./kuzushiji'),
  },
];
