import type { ComponentType } from 'preact';
import type { LearnState } from './state';

export interface StepText {
  title: string;
  text: string;
  tryThis: string;
  see: string;
}

export interface PlaygroundProps {
  learn: LearnState;
  /** From 1. */
  step: number;
}

/** A lesson: what it says, and what is under one's fingers. */
export interface Lesson {
  steps: readonly StepText[];
  learned: string;
  /** It stays while one goes through the steps. */
  Playground: ComponentType<PlaygroundProps>;
  /** Whether one draws, and whether the pad is empty at first. */
  pad?: 'drawing' | 'empty';
  /** The step that it is for, where it is not for all. */
  padAt?: number;
}
