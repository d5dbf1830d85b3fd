export interface TeachElements {
  teach: HTMLDetailsElement;
  teachLabels: HTMLElement;
}

/** Lets the person say what a drawing is. Returns how to offer these labels, or none. */
export function mountTeach(
  { teach, teachLabels }: TeachElements,
  correct: (label: string) => void,
): (labels: readonly string[] | null) => void {
  let offered = '';
  const choose = (label: string) => {
    teach.open = false;
    correct(label);
  };
  return (labels) => {
    teach.hidden = labels === null;
    if (!labels || offered === labels.join('\n')) return;
    offered = labels.join('\n');
    teachLabels.replaceChildren(
      ...labels.map((label) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'chip';
        button.textContent = label;
        button.addEventListener('click', () => choose(label));
        return button;
      }),
    );
  };
}
