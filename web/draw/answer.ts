import type { Words } from './answer_words';

export interface AnswerElements {
  answer: HTMLElement;
  prediction: HTMLElement;
  verdict: HTMLElement;
  detail: HTMLElement;
  retry: HTMLElement;
}

export function mountAnswer({
  answer,
  prediction,
  verdict,
  detail,
  retry,
}: AnswerElements): (words: Words) => void {
  return (words) => {
    answer.dataset.state = words.state;
    prediction.dataset.text = words.text;
    prediction.dataset.confidence = words.confidence === null ? '' : String(words.confidence);
    verdict.textContent = words.verdict;
    detail.textContent = words.detail;
    retry.hidden = !(words.state === 'error' || (words.state === 'loading' && words.detail));
  };
}
