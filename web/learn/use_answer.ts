import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Remote } from 'comlink';
import { latestOnly } from '../workers/latest_only';
import type { LessonService } from '../workers/lesson';
import type { LearnState } from './state';

type Question<T> = (service: Remote<LessonService>) => Promise<T>;

/** What the engine answers to this question, asked anew when `inputs` change; the last answer stands until the next. */
export function useAnswer<T>(learn: LearnState, question: Question<T> | null, inputs: unknown[]): T | null {
  const [answer, setAnswer] = useState<T | null>(null);
  const wanted = useRef(question);
  wanted.current = question;
  const ask = useMemo(
    () =>
      latestOnly(async (asked: Question<T>) => {
        const told = await learn.ask(asked);
        if (wanted.current) setAnswer(() => told);
      }),
    [],
  );
  useEffect(() => {
    if (question) ask(question);
    else setAnswer(null);
  }, [...inputs, learn.tries.value]);
  return answer;
}
