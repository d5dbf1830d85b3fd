import type { LayerAbout } from '../../wasm/library/index';
import * as messages from '../app/messages';
import { mapsOf } from './maps';
import { windowOf } from './window';

/** 'Dense', and the name of its class where a unit of the answer has one. */
export function channelName(layer: LayerAbout, channel: number, labels: readonly string[] = []): string {
  if (layer.shape.length === 3) return messages.inside.map(channel + 1);
  return labels.length === layer.shape[0]
    ? messages.inside.unitFor(channel + 1, labels[channel])
    : messages.inside.unit(channel + 1);
}

/** What a layer gives, and how many numbers it has learned: '32 maps of 26 × 26', '320 parameters'. */
export function shapeInWords({ shape, parameters }: LayerAbout): string[] {
  const { height, width, channels } = mapsOf(shape);
  const gives =
    shape.length === 3
      ? messages.inside.maps(channels, messages.inside.by([height, width]))
      : shape.length === 1
        ? messages.inside.units(channels)
        : messages.inside.numbers(messages.inside.by(shape));
  return parameters ? [gives, messages.common.parameters(parameters)] : [gives];
}

/** How a layer works, as it was set up. */
export function settingsInWords(layer: LayerAbout): string {
  const { name, config, input_shape, shape, activation, weights } = layer;
  const { by } = messages.inside;
  const window = windowOf(layer);
  const isMoved = window && (window.strides[0] !== 1 || window.strides[1] !== 1);
  return [
    `${name}:`,
    messages.inside.takesAndGives(by(input_shape), by(shape)),
    window && messages.inside.windowOf(by(window.size)),
    isMoved && messages.inside.stride(by(window.strides)),
    window && (config.padding === 'same' ? messages.inside.padded : messages.inside.notPadded),
    activation !== 'linear' && messages.inside.through(messages.inside.activations[activation] ?? activation),
    weights.length && messages.inside.learned(weights.map(({ name, shape: of }) => `${name} ${by(of)}`)),
  ]
    .filter(Boolean)
    .join(' ');
}

export const kindInWords = ({ class_name, activation }: LayerAbout): string =>
  (class_name === 'Activation' && messages.inside.activationKinds[activation]) ||
  (messages.inside.kinds[class_name] ?? '');
