/** The time of day; the day too where it is another. */
export function clock(time: number): string {
  const date = new Date(time);
  const hours = date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return date.toDateString() === new Date().toDateString() ? hours : `${date.toLocaleDateString()} ${hours}`;
}
