import { grouped } from './counted';

export const title = 'Break it';
export const help =
  'Switch maps and units off, and see what the network can do without them. Some it needs; many it can spare.';
export const map = (layer: string, channel: number) => `${layer}, map ${channel}`;
export const unit = (layer: string, channel: number) => `${layer}, unit ${channel}`;
export const off = 'Switched off';
export const nothingOff = 'Everything is on.';
export const switchOn = (name: string) => `Switch ${name} on`;
export const allOn = 'Switch all on';

export const answers = 'The answer';
export const columns = { class: 'Class', whole: 'All on', now: 'As it is now' };
export const accuracy = 'Accuracy';
export const testImages = (images: number) =>
  `On ${grouped(images)} test images, which the network has not learned from.`;
export const computing = 'Reading test images…';
export const announced = (whole: string, now: string) => `Accuracy ${whole} with all on, ${now} now`;

export const telling = 'Most telling maps';
export const tellingHelp =
  'What it costs in accuracy to switch each map or unit off, by itself, on 200 test images. ' +
  'Of those that cost the same, the ones come first that make the network less sure. Choose one to switch it off.';
export const start = 'Rank them';
export const again = 'Rank them again';
export const progress = 'Progress through the maps';
export const tried = (tried: number, of: number, left: string) =>
  `${grouped(tried)} of ${grouped(of)} tried${left && `, about ${left} left`}`;
export const triedAll = (tried: number, of: number, harmless: number) =>
  `${grouped(tried)} of ${grouped(of)} tried; ${grouped(harmless)} cost nothing.`;
/** In percent, of which none, some or, now and then, less than none are lost. */
export const cost = (lost: number) =>
  lost > 0 ? `−${lost.toFixed(1)} %` : lost < 0 ? `+${(-lost).toFixed(1)} %` : '0 %';
/** Between the name of a map and what it costs, where both are heard. */
export const costs = ' switched off: ';
export const more = 'Show more';
