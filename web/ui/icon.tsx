interface Props {
  /** Of a path in a square of 24. */
  d: string;
  dashes?: string;
}

export const Icon = ({ d, dashes }: Props) => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d={d} stroke-dasharray={dashes} />
  </svg>
);
