export const steps = [
  {
    title: 'Scores become probabilities',
    text: 'The last layer gives each digit a score, any number at all, called a logit. Softmax raises e to each score and divides by the sum: now all are above 0 and add up to 1.',
    tryThis: 'Raise the score of one digit. Then add 1 to all of them.',
    see: 'One digit takes from all the others. Adding the same to all changes nothing: only differences count.',
  },
  {
    title: 'How wrong is it?',
    text: 'The loss looks at the digit that was really drawn, and at nothing else: it is −ln of the probability of that digit. This is cross-entropy, and training lowers it.',
    tryThis:
      'Choose what was really drawn. Bring the loss below 0.1; then make the network sure of something wrong.',
    see: 'Below 0.1 the right digit has over 90 %. Being sure and wrong is dear: 1 % costs 4.6.',
  },
  {
    title: 'Knowing nothing costs 2.302',
    text: 'A network that has not learned yet gives all ten digits about the same. −ln(1/10) = ln 10 = 2.3026. Here a network is made of random numbers and reads 1,000 of MNIST’s test images.',
    tryThis: 'Ask an untrained network a few times. Is it ever far from 2.302?',
    see: 'The loss stays at 2.30 and about a tenth is right. A first loss far from that is a sign that something is set up wrongly.',
  },
];
export const learned =
  'Softmax turns scores into probabilities, the loss is −ln of the right one, and knowing nothing costs ln 10 = 2.302.';

export const score = (label: string) => `Score of ${label}`;
export const scoreTitle = 'Score';
export const probability = 'Probability';
export const addToAll = 'Add 1 to all';
export const allZero = 'All 0';
export const truth = 'Really drawn';
export const loss = (label: string, p: string, value: string) =>
  `Loss: −ln of the probability of ${label} = −ln ${p} = ${value}`;
export const ask = 'Ask an untrained network';
export const asked = 'Untrained networks, 1,000 test images each';
export const network = 'Network';
export const lossTitle = 'Loss';
export const right = 'Right';
