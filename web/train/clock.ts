import * as messages from '../app/messages';

/** The time of day; the day too where it is another. */
export function clock(time: number): string {
  const date = new Date(time);
  const hours = date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return date.toDateString() === new Date().toDateString() ? hours : `${date.toLocaleDateString()} ${hours}`;
}

export function duration(seconds: number): string {
  if (seconds < 90) return messages.units.seconds(Math.max(1, Math.round(seconds)));
  if (seconds < 5400) return messages.units.minutes(Math.round(seconds / 60));
  return messages.units.hours((seconds / 3600).toFixed(1));
}
