export const steps = [
  {
    title: 'Scores become probabilities',
    text: 'The last layer gives each digit a score (a “logit”), which can be any number. Softmax raises e to each score and divides by the sum of all ten: now all are above 0 and add up to 1, which is 100 %.',
    tryThis: 'Raise the score of one digit. Then add 1 to all of them.',
    see: 'One digit takes from all the others. Adding the same to all changes nothing: only differences count.',
  },
  {
    title: 'How wrong is it?',
    text: 'The loss depends only on the probability of the right digit: it is −ln of that. This is cross-entropy, and training lowers it.',
    tryThis:
      'Choose the right digit. Bring the loss below 0.1; then make the network sure of something wrong.',
    see: 'Below 0.1 the right digit has over 90 %. Being sure and wrong is costly: giving the right digit 1 % costs 4.6.',
  },
  {
    title: 'Knowing nothing costs ln 10',
    text: 'A network that has not learned yet gives all ten digits about the same probability. −ln(1/10) = ln 10 = 2.302585… Here a network is made of random numbers and reads 1,000 of MNIST’s test images.',
    tryThis: 'Ask an untrained network a few times. Is the loss ever far from 2.302?',
    see: 'The loss stays at 2.30 and about a tenth is right. A first loss far from that is a sign that something is set up wrongly.',
  },
];
export const learned =
  'Softmax turns scores into probabilities, the loss is −ln of the right one, and knowing nothing costs ln 10 = 2.302…';

export const score = (label: string) => `Score of ${label}`;
export const scoreTitle = 'Score';
export const probability = 'Probability';
export const addToAll = 'Add 1 to all';
export const allZero = 'All 0';
export const truth = 'Right digit';
export const loss = (label: string, p: string, value: string) =>
  `Loss: −ln of the probability of ${label} = −ln ${p} = ${value}`;
export const ask = 'Ask an untrained network';
export const asked = 'Untrained networks, 1,000 test images each';
export const network = 'Network';
export const lossTitle = 'Loss';
export const right = 'Right';
