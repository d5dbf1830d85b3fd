export const steps = [
  {
    title: 'Forward',
    text: 'A network of twelve numbers looks at two pixels and says which is darker, the left or the right one. Each circle in the middle and on the right multiplies what comes in by the weights on its lines and adds them up with its bias. In the middle a sigmoid squeezes the sum between 0 and 1; on the right softmax turns the two sums into probabilities.',
    tryThis: 'Move the two pixels. Does the answer follow?',
    see: 'It hardly does: nobody has taught these weights anything yet.',
  },
  {
    title: 'The loss',
    text: 'Now choose the right answer. The loss is −ln of the probability that the network gave it.',
    tryThis: 'Make the left pixel dark and choose “left”. Then choose “right” for the same picture.',
    see: 'The loss is near 0.7, which is ln 2: with two answers, knowing nothing costs that.',
  },
  {
    title: 'Backward: the gradients',
    text: 'For each weight, the gradient says how fast the loss grows when that weight grows. For the last layer it is (probability − target) × what comes in, where the target is 1 for the right answer and 0 for the other. The layer before gets its share of that error through the weights between them. The red numbers are the gradients, as this page’s engine computes them.',
    tryThis:
      'Compare the worked-out line with the engine’s number. Then set a pixel to 0 and look at the red numbers on its lines.',
    see: 'The two agree. A pixel of 0 has gradients of 0: what was not there cannot be to blame.',
  },
  {
    title: 'Update, and again',
    text: 'Each weight moves a little against its gradient: new = old − rate × gradient. That is one step of gradient descent. Training is just this, repeated many times.',
    tryThis: 'Press One step a few times and watch the loss. Then raise the rate to 20 and take some more.',
    see: 'The loss falls step by step, and the network gets it right. Here it falls faster with a larger rate; in larger networks it may jump about. With one example to learn from, the network may just learn to say always the same.',
  },
];
export const learned =
  'Backpropagation finds for every weight which way the loss falls, and a step moves all of them a little that way.';

export const left = 'left';
export const right = 'right';
export const leftPixel = 'Left pixel';
export const rightPixel = 'Right pixel';
export const diagram = 'The network';
export const truth = 'Right answer';
export const loss = (p: string, value: string) => `Loss: −ln ${p} = ${value}`;
export const answer = (left: string, right: string) => `The network says: left ${left}, right ${right}`;
export const table = 'All twelve numbers';
export const weight = 'Weight';
export const value = 'Value';
export const gradient = 'Gradient';
export const after = 'After a step';
/** Of a weight: what it joins. */
export const joins = (from: string, to: string) => `${from} → ${to}`;
export const biasOf = (unit: string) => `bias of ${unit}`;
export const hidden = (n: number) => `middle ${n}`;
export const byHand = (name: string, p: string, target: string, input: string, product: string) =>
  `${name}: (${p} − ${target}) × ${input} = ${product}`;
export const engineSays = (gradient: string) => `The engine’s gradient: ${gradient}`;
export const step = 'One step';
export const tenSteps = 'Ten steps';
export const startAgain = 'Start again';
export const rate = 'Learning rate';
export const lossTitle = 'Loss';
export const stepTitle = 'Step';
